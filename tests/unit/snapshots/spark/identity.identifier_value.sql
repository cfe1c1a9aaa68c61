SELECT
  CASE type_no WHEN 0 THEN 'student_id' WHEN 1 THEN 'mobile' WHEN 2 THEN 'email' END AS identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  CASE
    WHEN type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR identifier_value RLIKE '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
    )
    THEN 'blocked'
    WHEN type_no = 2 AND (
      identifier_value RLIKE '^(test|na|none|noemail)@'
    )
    THEN 'blocked'
    WHEN type_no = 1 AND record_count > 20
    THEN 'crowded'
    WHEN type_no = 2 AND record_count > 10
    THEN 'crowded'
    ELSE 'joined'
  END AS status
FROM (
  SELECT
    type_no,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(record_no) AS first_record_no
  FROM work.identity_identifier
  GROUP BY
    type_no,
    identifier_value
) AS v
WHERE
  record_count > 1
  OR (
    type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR identifier_value RLIKE '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
    )
  )
  OR (
    type_no = 2 AND (
      identifier_value RLIKE '^(test|na|none|noemail)@'
    )
  );
