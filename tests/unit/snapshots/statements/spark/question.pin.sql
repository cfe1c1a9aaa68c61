-- question
SELECT
  record_no,
  record_key,
  record_table || ':' || record_key AS named
FROM identity.registry
WHERE
  is_live
  AND (
    record_key IN ('asked', 'asked')
    OR record_table || ':' || record_key IN ('asked', 'asked')
  );
