SELECT
  i.record_no,
  v.first_record_no AS other_no,
  i.type_no
FROM work.identity_identifier AS i
JOIN identity.identifier_value AS v
  ON v.type_no = i.type_no AND v.identifier_value = i.identifier_value
WHERE
  v.status = 'joined'
  AND i.record_no <> v.first_record_no
  AND i.type_no IN (0, 1, 2)
UNION ALL
SELECT
  record_a,
  record_b,
  -1
FROM work.identity_pin
WHERE
  same;
