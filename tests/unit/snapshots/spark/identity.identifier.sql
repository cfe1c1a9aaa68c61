SELECT
  g.record_table,
  g.record_key,
  'student_id' AS identifier_type,
  CAST(r.student_id AS STRING) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP_NTZ) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS STRING) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.student_id AS STRING), '') IS NULL
UNION ALL
SELECT
  g.record_table,
  g.record_key,
  'mobile' AS identifier_type,
  CAST(r.primary_mobile_number AS STRING) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP_NTZ) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS STRING) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.primary_mobile_number AS STRING), '') IS NULL
UNION ALL
SELECT
  g.record_table,
  g.record_key,
  'email' AS identifier_type,
  CAST(r.email AS STRING) AS identifier_value,
  CAST(r.created_at AS TIMESTAMP_NTZ) AS observed_at,
  g.user_id
FROM silver.dim_lead AS r
JOIN identity.registry AS g
  ON g.record_key = CAST(r.lead_id AS STRING) AND g.record_table = 'silver.dim_lead'
WHERE
  g.is_live AND NOT NULLIF(CAST(r.email AS STRING), '') IS NULL;
