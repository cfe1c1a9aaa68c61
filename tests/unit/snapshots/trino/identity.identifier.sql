SELECT
  g.record_table,
  g.record_key,
  'student_id' AS identifier_type,
  CAST(r.student_id AS VARCHAR) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP(6)) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS VARCHAR) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.student_id AS VARCHAR), '') IS NULL
UNION ALL
SELECT
  g.record_table,
  g.record_key,
  'mobile' AS identifier_type,
  CAST(r.primary_mobile_number AS VARCHAR) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP(6)) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS VARCHAR) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.primary_mobile_number AS VARCHAR), '') IS NULL
UNION ALL
SELECT
  g.record_table,
  g.record_key,
  'email' AS identifier_type,
  CAST(r.email AS VARCHAR) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP(6)) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS VARCHAR) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.email AS VARCHAR), '') IS NULL;
