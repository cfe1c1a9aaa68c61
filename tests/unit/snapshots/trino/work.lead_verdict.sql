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
        CAST(CASE WHEN rule_15 THEN 'known lead stage' END AS VARCHAR),
        CAST(CASE WHEN rule_16 THEN 'known lead status' END AS VARCHAR),
        CAST(CASE WHEN rule_22 THEN 'whatsapp_opt_in is no boolean' END AS VARCHAR),
        CAST(CASE WHEN rule_23 THEN 'sms_opt_in is no boolean' END AS VARCHAR),
        CAST(CASE WHEN rule_24 THEN 'email_opt_in is no boolean' END AS VARCHAR),
        CAST(CASE WHEN rule_25 THEN 'dnd is no boolean' END AS VARCHAR),
        CAST(CASE WHEN rule_26 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.lead_exception
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
