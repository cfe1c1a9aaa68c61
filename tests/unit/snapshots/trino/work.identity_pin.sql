WITH named AS (
  SELECT
    record_a AS name
  FROM work.identity_pin_row
  UNION
  SELECT
    record_b AS name
  FROM work.identity_pin_row
), held AS (
  SELECT
    n.name,
    r.record_no
  FROM named AS n
  JOIN work.identity_numbered AS r
    ON r.record_key = n.name
  UNION
  SELECT
    n.name,
    r.record_no
  FROM named AS n
  JOIN work.identity_numbered AS r
    ON r.record_key = SUBSTR(n.name, STRPOS(n.name, ':') + 1)
    AND r.record_table = SUBSTR(n.name, 1, STRPOS(n.name, ':') - 1)
)
SELECT
  a.record_no AS record_a,
  b.record_no AS record_b,
  p.same
FROM work.identity_pin_row AS p
JOIN held AS a
  ON a.name = p.record_a
JOIN held AS b
  ON b.name = p.record_b;
