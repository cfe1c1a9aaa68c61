SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.call_log AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;
