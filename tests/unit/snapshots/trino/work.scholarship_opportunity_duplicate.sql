SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key
  FROM raw.scholarship_opportunity AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;
