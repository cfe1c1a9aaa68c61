SELECT
  a.record_no AS record_a,
  b.record_no AS record_b,
  p.same
FROM stage.identity_pin_row AS p
JOIN stage.identity_numbered AS a
  ON p.record_a IN (a.record_key, a.record_table || ':' || a.record_key)
JOIN stage.identity_numbered AS b
  ON p.record_b IN (b.record_key, b.record_table || ':' || b.record_key);
