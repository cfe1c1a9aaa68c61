-- question
SELECT
  *
FROM gold.cdp_dim_user
WHERE
  user_id = 1000008;

-- question
SELECT
  t.*
FROM silver.dim_lead AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  m.user_id = 1000008 AND (
    NOT is_deleted
  );

-- question
SELECT
  t.*
FROM silver.dim_product_opportunity AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  m.user_id = 1000008 AND (
    NOT is_deleted
  );

-- question
SELECT
  t.*
FROM silver.dim_scholarship_opportunity AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  m.user_id = 1000008 AND (
    NOT is_deleted
  );

-- question
SELECT
  t.*
FROM silver.fact_call_log AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  m.user_id = 1000008 AND (
    NOT is_deleted
  );

-- question
SELECT
  t.*
FROM silver.fact_call_disposition AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  m.user_id = 1000008 AND (
    NOT is_deleted
  );

-- question
SELECT
  *
FROM identity.user_map
WHERE
  user_id = 1000008;

-- question
SELECT
  *
FROM gold.cdp_fact_events
WHERE
  user_id = 1000008
ORDER BY
  occurred_at DESC
LIMIT 10;
