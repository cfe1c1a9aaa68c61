WITH fresh AS (
  SELECT
    r.table_no,
    r.record_key,
    r.observed_at,
    CASE WHEN r.observed_at IS NULL THEN 1 ELSE 0 END AS undated,
    COALESCE(CAST(r.observed_at AS DATE), CAST('1970-01-01' AS DATE)) AS day
  FROM work.identity_record AS r
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM identity.registry AS g
      WHERE
        g.record_table = r.record_table AND g.record_key = r.record_key
    )
), counted AS (
  SELECT
    undated,
    day,
    COUNT(*) AS records
  FROM fresh
  GROUP BY
    undated,
    day
), started AS (
  SELECT
    c.undated,
    c.day,
    last.record_no - c.records + SUM(c.records) OVER (
      ORDER BY c.undated NULLS LAST, c.day NULLS LAST
      rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
    ) AS record_no
  FROM counted AS c
  CROSS JOIN (
    SELECT
      COALESCE(MAX(record_no), 1000000) AS record_no
    FROM identity.registry
  ) AS last
), ranked AS (
  SELECT
    table_no,
    record_key,
    undated,
    day,
    ROW_NUMBER() OVER (
      PARTITION BY undated, day
      ORDER BY observed_at NULLS LAST, table_no NULLS LAST, record_key NULLS LAST
    ) AS nth
  FROM fresh
), numbered AS (
  SELECT
    k.table_no,
    k.record_key,
    CAST(s.record_no + k.nth AS BIGINT) AS record_no
  FROM ranked AS k
  JOIN started AS s
    ON s.undated = k.undated AND s.day = k.day
)
SELECT
  r.*,
  g.user_id AS known_user,
  COALESCE(g.record_no, n.record_no) AS record_no
FROM work.identity_record AS r
LEFT JOIN identity.registry AS g
  ON g.record_table = r.record_table AND g.record_key = r.record_key
LEFT JOIN numbered AS n
  ON n.table_no = r.table_no AND n.record_key = r.record_key;
