SELECT
  record_no,
  0 AS type_no,
  id_student_id AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_student_id IS NULL
UNION ALL
SELECT
  record_no,
  1 AS type_no,
  id_mobile AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_mobile IS NULL
UNION ALL
SELECT
  record_no,
  2 AS type_no,
  id_email AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_email IS NULL;
