-- question
SELECT
  *
FROM (
  SELECT
    'call_disposition' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.call_disposition
  GROUP BY
    rules
  UNION ALL
  SELECT
    'call_log' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.call_log
  GROUP BY
    rules
  UNION ALL
  SELECT
    'lead' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.lead
  GROUP BY
    rules
  UNION ALL
  SELECT
    'product_opportunity' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.product_opportunity
  GROUP BY
    rules
  UNION ALL
  SELECT
    'scholarship_opportunity' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.scholarship_opportunity
  GROUP BY
    rules
  UNION ALL
  SELECT
    'user' AS source_table,
    rules,
    COUNT(*) AS quarantined,
    MIN(quarantined_at) AS since
  FROM quarantine.user
  GROUP BY
    rules
) AS q
ORDER BY
  source_table NULLS LAST,
  quarantined DESC;

-- question
SELECT
  *
FROM quarantine.lead
WHERE
  LOCATE('id', rules) > 0
ORDER BY
  file_name NULLS LAST,
  row_in_file NULLS LAST
LIMIT 20;
