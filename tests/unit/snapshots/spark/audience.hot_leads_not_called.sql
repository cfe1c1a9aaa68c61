SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.interest_level = 'hot'
    AND NOT u.is_enrolled
    AND u.can_call
    AND (
      u.last_call_at IS NULL
      OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
    )
  );
