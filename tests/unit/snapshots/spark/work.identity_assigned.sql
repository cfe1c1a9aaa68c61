WITH member AS (
  SELECT
    r.record_no,
    COALESCE(s.group_no, c.group_no, r.record_no) AS group_no,
    r.known_user
  FROM work.identity_numbered AS r
  LEFT JOIN work.identity_component AS c
    ON c.record_no = r.record_no
  LEFT JOIN work.identity_split AS s
    ON s.record_no = r.record_no
), holder AS (
  SELECT
    known_user AS user_id,
    MIN_BY(group_no, CASE WHEN record_no = known_user THEN -1 ELSE record_no END) FILTER(WHERE
      NOT group_no IS NULL
      AND NOT CASE WHEN record_no = known_user THEN -1 ELSE record_no END IS NULL) AS group_no
  FROM member
  WHERE
    NOT known_user IS NULL
  GROUP BY
    known_user
), named AS (
  SELECT
    group_no,
    MIN(user_id) AS user_id
  FROM holder
  GROUP BY
    group_no
)
SELECT
  m.record_no,
  COALESCE(n.user_id, m.group_no) AS user_id
FROM member AS m
LEFT JOIN named AS n
  ON n.group_no = m.group_no;
