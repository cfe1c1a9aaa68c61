SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
  );
