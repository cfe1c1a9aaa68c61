-- question
SELECT
  COUNT(*) AS users
FROM gold.cdp_dim_user;
