WITH held AS (
  SELECT
    people.user_id,
    kind.identifier_type,
    CASE kind.identifier_type
      WHEN 'lead_id'
      THEN lead.lead_id
      WHEN 'mobile'
      THEN lead.primary_mobile_number
      WHEN 'email'
      THEN lead.email
      WHEN 'student_id'
      THEN lead.student_id
    END AS identifier_value,
    lead.created_at,
    lead.updated_at
  FROM silver.dim_lead AS lead
  INNER JOIN identity.user_map AS people
    ON lead.lead_id = people.lead_id
  CROSS JOIN (
    SELECT
      'lead_id' AS identifier_type
    UNION ALL
    SELECT
      'mobile' AS identifier_type
    UNION ALL
    SELECT
      'email' AS identifier_type
    UNION ALL
    SELECT
      'student_id' AS identifier_type
  ) AS kind
), known AS (
  SELECT
    user_id,
    identifier_type,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(created_at) AS first_seen_at,
    MAX(updated_at) AS last_seen_at
  FROM held
  WHERE
    NOT identifier_value IS NULL
  GROUP BY
    user_id,
    identifier_type,
    identifier_value
)
SELECT
  known.user_id,
  known.identifier_type,
  known.identifier_value,
  known.record_count,
  known.first_seen_at,
  known.last_seen_at,
  COALESCE(
    known.identifier_value = CASE known.identifier_type
      WHEN 'mobile'
      THEN golden.primary_mobile_number
      WHEN 'email'
      THEN golden.email
      WHEN 'student_id'
      THEN golden.student_id
      WHEN 'lead_id'
      THEN golden.latest_lead_id
    END,
    FALSE
  ) AS is_current
FROM known
INNER JOIN gold.cdp_dim_user AS golden
  ON known.user_id = golden.user_id;
