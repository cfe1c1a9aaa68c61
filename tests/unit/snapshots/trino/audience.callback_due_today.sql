SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE)
    AND u.can_call
  );
