WITH held AS (
  SELECT
    found.user_id,
    found.identifier_type,
    found.identifier_value,
    lead.created_at,
    lead.updated_at
  FROM identity.identifier AS found
  INNER JOIN silver.dim_lead AS lead
    ON found.record_key = lead.lead_id
  UNION ALL
  SELECT
    people.user_id,
    'lead_id' AS identifier_type,
    people.lead_id AS identifier_value,
    lead.created_at,
    lead.updated_at
  FROM identity.user_map AS people
  INNER JOIN silver.dim_lead AS lead
    ON people.lead_id = lead.lead_id
), known AS (
  SELECT
    user_id,
    identifier_type,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(created_at) AS first_seen_at,
    MAX(updated_at) AS last_seen_at
  FROM held
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
