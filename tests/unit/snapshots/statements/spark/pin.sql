-- question
SELECT
  record_no,
  record_key,
  record_table || ':' || record_key AS named
FROM identity.registry
WHERE
  is_live
  AND (
    record_key IN ('0uUtHLa9LwppDht', '1E2tkMzak_uD3m0')
    OR record_table || ':' || record_key IN ('0uUtHLa9LwppDht', '1E2tkMzak_uD3m0')
  );
