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
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_7 THEN 'lead_id is missing' END,
        CASE WHEN rule_10 THEN 'known stage' END,
        CASE WHEN rule_11 THEN 'quoted_fee is no number' END,
        CASE WHEN rule_12 THEN 'quoted_fee below 0' END,
        CASE WHEN rule_13 THEN 'quoted_fee above 10000000' END,
        CASE WHEN rule_14 THEN 'discount_percent is no number' END,
        CASE WHEN rule_15 THEN 'discount_percent below 0' END,
        CASE WHEN rule_16 THEN 'discount_percent above 100' END,
        CASE WHEN rule_17 THEN 'paid_fee is no number' END,
        CASE WHEN rule_18 THEN 'paid_fee below 0' END,
        CASE WHEN rule_19 THEN 'paid_fee above 10000000' END,
        CASE WHEN rule_23 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.product_opportunity_exception
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
