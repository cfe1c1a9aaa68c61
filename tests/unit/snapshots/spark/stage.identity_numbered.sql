WITH last AS (
  SELECT
    COALESCE(MAX(record_no), 1000000) AS record_no
  FROM identity.registry
), fresh AS (
  SELECT
    r.table_no,
    r.record_key,
    last.record_no + ROW_NUMBER() OVER (
      ORDER BY r.observed_at NULLS LAST, r.table_no NULLS LAST, r.record_key NULLS LAST
    ) AS record_no
  FROM stage.identity_record AS r
  CROSS JOIN last
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM identity.registry AS g
      WHERE
        g.record_table = r.record_table AND g.record_key = r.record_key
    )
)
SELECT
  r.*,
  g.user_id AS known_user,
  COALESCE(g.record_no, f.record_no) AS record_no
FROM stage.identity_record AS r
LEFT JOIN identity.registry AS g
  ON g.record_table = r.record_table AND g.record_key = r.record_key
LEFT JOIN fresh AS f
  ON f.table_no = r.table_no AND f.record_key = r.record_key;
