SELECT
  a.record_no AS record_a,
  b.record_no AS record_b,
  p.same
FROM stage.identity_pin_row AS p
JOIN stage.identity_numbered AS a
  ON p.record_a IN (
    a.record_key,
    CONCAT(CAST(a.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(a.record_key AS VARCHAR))
  )
JOIN stage.identity_numbered AS b
  ON p.record_b IN (
    b.record_key,
    CONCAT(CAST(b.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(b.record_key AS VARCHAR))
  );
