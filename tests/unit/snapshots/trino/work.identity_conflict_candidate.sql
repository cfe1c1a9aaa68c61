WITH member AS (
  SELECT
    g.group_no,
    r.record_no,
    r.name_key,
    r.born,
    r.observed_at,
    r.record_table,
    r.record_key
  FROM work.identity_component AS g
  JOIN work.identity_numbered AS r
    ON r.record_no = g.record_no
), doubtful AS (
  SELECT
    g.group_no
  FROM work.identity_component AS g
  JOIN work.identity_pin AS p
    ON p.record_a = g.record_no
  WHERE
    NOT p.same
  UNION
  SELECT
    group_no
  FROM member
  GROUP BY
    group_no
  HAVING
    COUNT(DISTINCT name_key) > 1
  UNION
  SELECT
    group_no
  FROM member
  GROUP BY
    group_no
  HAVING
    COUNT(DISTINCT born) > 1
  UNION
  SELECT
    g.group_no
  FROM work.identity_component AS g
  JOIN work.identity_identifier AS i
    ON i.record_no = g.record_no
  WHERE
    i.type_no = 0
  GROUP BY
    g.group_no
  HAVING
    COUNT(DISTINCT i.identifier_value) > 1
)
SELECT
  m.*,
  ROW_NUMBER() OVER (PARTITION BY m.group_no ORDER BY m.observed_at, m.record_table, m.record_key) - 1 AS place
FROM member AS m
JOIN doubtful AS d
  ON d.group_no = m.group_no;
