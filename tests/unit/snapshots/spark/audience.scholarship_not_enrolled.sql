SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.best_scholarship_percent >= 25
    AND (
      NOT u.is_enrolled
    )
    AND (
      NOT u.is_dnd
    )
  );
