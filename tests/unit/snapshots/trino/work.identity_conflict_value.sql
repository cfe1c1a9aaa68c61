SELECT
  s.group_no,
  s.place,
  i.type_no,
  COALESCE(v.first_record_no, i.record_no) AS value_no
FROM work.identity_conflict_candidate AS s
JOIN work.identity_identifier AS i
  ON i.record_no = s.record_no
LEFT JOIN identity.identifier_value AS v
  ON v.type_no = i.type_no AND v.identifier_value = i.identifier_value
WHERE
  COALESCE(v.status, 'joined') = 'joined';
