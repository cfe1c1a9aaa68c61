SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.call_count >= 5 AND u.connected_call_count = 0
  );
