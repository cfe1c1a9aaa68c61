SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.product_opportunity
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX("updated_at") AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_9
  ) AS rule_9,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_10
  ) AS rule_10,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_11
  ) AS rule_11,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_12
  ) AS rule_12,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_13
  ) AS rule_13,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_14
  ) AS rule_14,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_15
  ) AS rule_15,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_16
  ) AS rule_16,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_17
  ) AS rule_17,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_18
  ) AS rule_18,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_19
  ) AS rule_19,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_20
  ) AS rule_20,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_21
  ) AS rule_21,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_22
  ) AS rule_22,
  (
    SELECT
      COUNT(*)
    FROM work.product_opportunity_exception
    WHERE
      rule_23
  ) AS rule_23
FROM source.product_opportunity;
