/*
description: One row a retired id.
key: retired_user_id
scope: row
columns:
  retired_user_id: The retired id.
  user_id: Where it leads.
*/
select
  r.retired_user_id,
  r.user_id
from identity.redirect as r
