WITH known AS (
  SELECT
    r.*,
    g.record_no AS known_no,
    g.user_id AS known_user
  FROM stage.identity_record AS r
  LEFT JOIN identity.registry AS g
    ON g.record_table = r.record_table AND g.record_key = r.record_key
), last AS (
  SELECT
    COALESCE(MAX(record_no), 1000000) AS record_no
  FROM identity.registry
)
SELECT
  k.*,
  k.known_no AS record_no
FROM known AS k
WHERE
  NOT k.known_no IS NULL
UNION ALL
SELECT
  k.*,
  last.record_no + ROW_NUMBER() OVER (
    ORDER BY k.observed_at NULLS LAST, k.record_table NULLS LAST, k.record_key NULLS LAST
  ) AS record_no
FROM known AS k
CROSS JOIN last
WHERE
  k.known_no IS NULL;
