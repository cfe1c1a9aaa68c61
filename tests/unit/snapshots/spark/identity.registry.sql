SELECT
  r.record_no,
  r.record_table,
  r.record_key,
  a.user_id,
  COALESCE(c.group_no, r.record_no) AS component_no,
  TRUE AS is_live
FROM stage.identity_numbered AS r
JOIN stage.identity_assigned AS a
  ON a.record_no = r.record_no
LEFT JOIN stage.identity_component AS c
  ON c.record_no = r.record_no
UNION ALL
SELECT
  g.record_no,
  g.record_table,
  g.record_key,
  g.user_id,
  g.record_no AS component_no,
  FALSE AS is_live
FROM identity.registry AS g
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM stage.identity_numbered AS r
    WHERE
      r.record_no = g.record_no
  );
