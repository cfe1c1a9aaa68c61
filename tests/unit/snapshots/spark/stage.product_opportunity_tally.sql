SELECT
  COUNT(*) AS rows_in,
  MAX(
    CAST(TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r.`updated_at`,
              '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\\u0009-\\u000d ]*\\z',
              '$1+00:00'
            ),
            '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\\u0009-\\u000d ]*\\z',
            '$1 00:00:00+00:00'
          ),
          '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\\u0009-\\u000d ]*\\z',
          '$1 $2$3:$4'
        ),
        '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]*[+-][0-9]{2}:[0-9]{2}\\z',
        0
      ),
      ''
    ) AS TIMESTAMP) AS TIMESTAMP_NTZ)
  ) AS newest,
  (
    SELECT
      COUNT(*)
    FROM source.product_opportunity
  ) AS kept,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_9
  ) AS rule_9,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_10
  ) AS rule_10,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_11
  ) AS rule_11,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_12
  ) AS rule_12,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_13
  ) AS rule_13,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_14
  ) AS rule_14,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_15
  ) AS rule_15,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_16
  ) AS rule_16,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_17
  ) AS rule_17,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_18
  ) AS rule_18,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_19
  ) AS rule_19,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_20
  ) AS rule_20,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_21
  ) AS rule_21,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_22
  ) AS rule_22,
  (
    SELECT
      COUNT(*)
    FROM stage.product_opportunity_exception
    WHERE
      rule_23
  ) AS rule_23
FROM raw.product_opportunity AS r;
