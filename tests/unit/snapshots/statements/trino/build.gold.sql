-- table work.user_former
SELECT
  CAST(0 AS BIGINT) AS user_id,
  CAST(0 AS BIGINT) AS row_hash
WHERE
  FALSE;

-- table gold.cdp_dim_contact_point
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

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM gold.cdp_dim_user
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "event_id") AS repeated
    FROM gold.cdp_fact_events
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "retired_user_id") AS repeated
    FROM gold.cdp_user_redirect
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "mobile") AS repeated
    FROM gold.cdp_dim_contact_point
  ) AS m3
  UNION ALL
  SELECT
    4 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) AS repeated
    FROM (
      SELECT
        1 AS one
      FROM gold.cdp_user_identifier
      GROUP BY
        "user_id",
        "identifier_type",
        "identifier_value"
      HAVING
        COUNT(*) > 1
    ) AS k
  ) AS m4
) AS k
WHERE
  repeated > 0;

-- table ops.user_change
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS at,
  c.user_id,
  CASE
    WHEN c.is_there AND c.was_there
    THEN 'changed'
    WHEN c.is_there AND NOT s.user_id IS NULL
    THEN 'split'
    WHEN c.is_there
    THEN 'created'
    WHEN NOT d.retired_user_id IS NULL
    THEN 'merged'
    ELSE 'deleted'
  END AS kind,
  c.columns AS changed_columns
FROM (
  SELECT
    COALESCE(n.user_id, o.user_id) AS user_id,
    NOT o.user_id IS NULL AS was_there,
    NOT n.user_id IS NULL AS is_there,
    CAST(NULL AS VARCHAR) AS columns
  FROM work.user_former AS o
  FULL OUTER JOIN gold.cdp_dim_user AS n
    ON n.user_id = o.user_id
  WHERE
    o.row_hash IS DISTINCT FROM n.row_hash
) AS c
LEFT JOIN identity.redirect AS d
  ON d.retired_user_id = c.user_id
LEFT JOIN (
  SELECT DISTINCT
    to_user AS user_id
  FROM ops.identity_log
  WHERE
    run_id = 'run' AND kind = 'split'
) AS s
  ON s.user_id = c.user_id;
