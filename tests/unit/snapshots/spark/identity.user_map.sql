SELECT
  record_key AS lead_id,
  user_id
FROM identity.registry
WHERE
  is_live;
