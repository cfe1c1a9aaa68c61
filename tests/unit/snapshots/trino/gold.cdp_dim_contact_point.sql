WITH held AS (
  SELECT
    lead.primary_mobile_number AS mobile,
    COUNT(*) AS record_count,
    COUNT(DISTINCT people.user_id) AS user_count,
    MIN(lead.created_at) AS first_seen_at,
    MAX(lead.created_at) AS last_seen_at
  FROM silver.dim_lead AS lead
  INNER JOIN identity.user_map AS people
    ON lead.lead_id = people.lead_id
  WHERE
    NOT lead.primary_mobile_number IS NULL
  GROUP BY
    lead.primary_mobile_number
), contacted AS (
  SELECT
    primary_mobile_number AS mobile,
    COUNT(*) AS primary_user_count,
    MIN(CASE WHEN is_contact_owner THEN user_id END) AS owner_user_id
  FROM gold.cdp_dim_user
  WHERE
    NOT primary_mobile_number IS NULL
  GROUP BY
    primary_mobile_number
)
SELECT
  held.mobile,
  COALESCE(known.status = 'blocked', FALSE) AS is_blocked,
  COALESCE(known.status = 'crowded', FALSE) AS is_crowded,
  held.record_count,
  held.user_count,
  COALESCE(contacted.primary_user_count, 0) AS primary_user_count,
  contacted.owner_user_id,
  held.first_seen_at,
  held.last_seen_at
FROM held
LEFT JOIN identity.identifier_value AS known
  ON known.identifier_type = 'mobile' AND held.mobile = known.identifier_value
LEFT JOIN contacted
  ON held.mobile = contacted.mobile;
