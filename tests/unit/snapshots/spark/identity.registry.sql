WITH heir AS (
  SELECT
    r.known_user,
    MIN_BY(a.user_id, r.record_no) FILTER(WHERE
      NOT a.user_id IS NULL AND NOT r.record_no IS NULL) AS user_id
  FROM work.identity_numbered AS r
  JOIN work.identity_assigned AS a
    ON a.record_no = r.record_no
  WHERE
    NOT r.known_user IS NULL
  GROUP BY
    r.known_user
), living AS (
  SELECT DISTINCT
    user_id
  FROM work.identity_assigned
)
SELECT
  r.record_no,
  r.record_table,
  r.record_key,
  a.user_id,
  COALESCE(c.group_no, r.record_no) AS component_no,
  TRUE AS is_live
FROM work.identity_numbered AS r
JOIN work.identity_assigned AS a
  ON a.record_no = r.record_no
LEFT JOIN work.identity_component AS c
  ON c.record_no = r.record_no
UNION ALL
SELECT
  g.record_no,
  g.record_table,
  g.record_key,
  COALESCE(l.user_id, h.user_id, g.user_id) AS user_id,
  g.record_no AS component_no,
  FALSE AS is_live
FROM identity.registry AS g
LEFT JOIN living AS l
  ON l.user_id = g.user_id
LEFT JOIN heir AS h
  ON h.known_user = g.user_id
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.identity_numbered AS r
    WHERE
      r.record_no = g.record_no
  );
