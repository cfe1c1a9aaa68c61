-- question
SELECT
  record_no,
  record_key,
  CONCAT(CAST(record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(record_key AS VARCHAR)) AS named
FROM identity.registry
WHERE
  is_live
  AND (
    record_key IN ('asked', 'asked')
    OR CONCAT(CAST(record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(record_key AS VARCHAR)) IN ('asked', 'asked')
  );
