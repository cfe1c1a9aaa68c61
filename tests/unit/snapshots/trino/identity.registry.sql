SELECT
  r.record_no,
  r.record_table,
  r.record_key,
  a.user_id,
  TRUE AS is_live
FROM stage.identity_numbered AS r
JOIN stage.identity_assigned AS a
  ON a.record_no = r.record_no
UNION ALL
SELECT
  g.record_no,
  g.record_table,
  g.record_key,
  g.user_id,
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
