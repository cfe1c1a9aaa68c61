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
  source_table,
  quarantined DESC;

-- question
SELECT
  *
FROM quarantine.lead
WHERE
  STRPOS(rules, 'id') > 0
ORDER BY
  file_name,
  row_in_file
LIMIT 20;
