-- question
SELECT
  COUNT(*) AS records,
  COUNT(DISTINCT user_id) AS users
FROM identity.user_map;

-- question
SELECT
  records,
  COUNT(*) AS users
FROM (
  SELECT
    user_id,
    COUNT(*) AS records
  FROM identity.user_map
  GROUP BY
    user_id
) AS u
GROUP BY
  records
ORDER BY
  records;

-- question
SELECT
  identifier_type,
  status,
  COUNT(*) AS identifier_values,
  CAST(SUM(record_count) AS BIGINT) AS records,
  MAX(record_count) AS most_records
FROM identity.identifier_value
GROUP BY
  identifier_type,
  status
ORDER BY
  identifier_type,
  status;

-- question
SELECT
  rule,
  reason,
  COUNT(*) AS links
FROM identity.refused_link
GROUP BY
  rule,
  reason
ORDER BY
  links DESC;

-- question
SELECT
  user_id,
  records
FROM (
  SELECT
    user_id,
    COUNT(*) AS records
  FROM identity.user_map
  GROUP BY
    user_id
) AS u
WHERE
  records >= 50
ORDER BY
  records DESC,
  user_id
LIMIT 20;
