SELECT
  former.retired_user_id,
  former.user_id
FROM identity.redirect AS former;
