/*
description: One row an id that is no longer in use because its person merged with another; it leads to the living one for ever.
key: retired_user_id
scope: row
columns:
  retired_user_id: The id that was given once and is retired.
  user_id: The person it leads to today.
*/
select
  former.retired_user_id,
  former.user_id
from identity.redirect as former
