WITH last AS (
  SELECT
    COALESCE(MAX(record_no), 1000000) AS record_no
  FROM identity.registry
)
SELECT
  r.*,
  g.user_id AS known_user,
  COALESCE(
    g.record_no,
    last.record_no + ROW_NUMBER() OVER (
      ORDER BY CASE WHEN g.record_no IS NULL THEN 0 ELSE 1 END NULLS LAST, r.observed_at NULLS LAST, r.record_table NULLS LAST, r.record_key NULLS LAST
    )
  ) AS record_no
FROM stage.identity_record AS r
CROSS JOIN last
LEFT JOIN identity.registry AS g
  ON g.record_table = r.record_table AND g.record_key = r.record_key;
