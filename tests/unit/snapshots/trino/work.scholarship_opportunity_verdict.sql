WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CAST(CASE WHEN rule_0 THEN 'id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_1 THEN 'created_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_2 THEN 'created_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_3 THEN 'not created in the future' END AS VARCHAR),
        CAST(CASE WHEN rule_4 THEN 'updated_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_5 THEN 'updated_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_7 THEN 'lead_id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_10 THEN 'known registration status' END AS VARCHAR),
        CAST(CASE WHEN rule_15 THEN 'scholarship_percent is no number' END AS VARCHAR),
        CAST(CASE WHEN rule_16 THEN 'scholarship_percent below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_17 THEN 'scholarship_percent above 100' END AS VARCHAR),
        CAST(CASE WHEN rule_19 THEN 'known stage' END AS VARCHAR),
        CAST(CASE WHEN rule_20 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.scholarship_opportunity_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;
