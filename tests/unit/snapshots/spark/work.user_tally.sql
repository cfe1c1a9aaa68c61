SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.user
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.user_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.user_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.user_exception
    WHERE
      rule_9
  ) AS rule_9
FROM source.user;
