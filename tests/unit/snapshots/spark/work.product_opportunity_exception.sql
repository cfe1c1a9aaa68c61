SELECT
  *
FROM (
  SELECT
    t._arrival,
    t._file,
    CAST(t.`id` AS STRING) AS row_key,
    `updated_at` AS row_version,
    CASE
      WHEN NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '1' DAY
        ),
        TRUE
      )
      THEN CAST(created_at AS TIMESTAMP_NTZ) - INTERVAL '1' DAY
    END AS clears_at,
    (
      `id` IS NULL
    ) AS rule_0,
    (
      `created_at` IS NULL AND NOT `raw_created_at` IS NULL
    ) AS rule_1,
    (
      `created_at` IS NULL AND `raw_created_at` IS NULL
    ) AS rule_2,
    (
      NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '1' DAY
        ),
        TRUE
      )
    ) AS rule_3,
    (
      `updated_at` IS NULL AND NOT `raw_updated_at` IS NULL
    ) AS rule_4,
    (
      `updated_at` IS NULL AND `raw_updated_at` IS NULL
    ) AS rule_5,
    (
      `deleted_at` IS NULL AND NOT `raw_deleted_at` IS NULL
    ) AS rule_6,
    (
      `lead_id` IS NULL
    ) AS rule_7,
    (
      NOT CAST(`mode` AS STRING) IN ('Classroom', 'Digital', 'Hybrid')
    ) AS rule_8,
    (
      NOT `academic_session` RLIKE '^\\s*20[0-9]{2}-[0-9]{2}\\s*$'
    ) AS rule_9,
    (
      NOT CAST(`stage` AS STRING) IN ('Open', 'Counselling', 'Form Filled', 'Fee Pending', 'Enrolled', 'Lost')
    ) AS rule_10,
    (
      `quoted_fee` IS NULL AND NOT `raw_quoted_fee` IS NULL
    ) AS rule_11,
    (
      `quoted_fee` < 0
    ) AS rule_12,
    (
      `quoted_fee` > 10000000
    ) AS rule_13,
    (
      `discount_percent` IS NULL AND NOT `raw_discount_percent` IS NULL
    ) AS rule_14,
    (
      `discount_percent` < 0
    ) AS rule_15,
    (
      `discount_percent` > 100
    ) AS rule_16,
    (
      `paid_fee` IS NULL AND NOT `raw_paid_fee` IS NULL
    ) AS rule_17,
    (
      `paid_fee` < 0
    ) AS rule_18,
    (
      `paid_fee` > 10000000
    ) AS rule_19,
    (
      NOT `currency` RLIKE '^[A-Z]{3}$'
    ) AS rule_20,
    (
      `expected_close_date` IS NULL AND NOT `raw_expected_close_date` IS NULL
    ) AS rule_21,
    (
      `closed_at` IS NULL AND NOT `raw_closed_at` IS NULL
    ) AS rule_22,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_23
  FROM (
    SELECT
      r._arrival,
      r._file,
      NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
      CAST(TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                r.`created_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `created_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `updated_at`,
      CAST(TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                r.`deleted_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `deleted_at`,
      NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
      NULLIF(CAST(r.`product_code` AS STRING), '') AS `product_code`,
      NULLIF(CAST(r.`product_name` AS STRING), '') AS `product_name`,
      NULLIF(CAST(r.`mode` AS STRING), '') AS `mode`,
      NULLIF(CAST(r.`academic_session` AS STRING), '') AS `academic_session`,
      NULLIF(CAST(r.`stage` AS STRING), '') AS `stage`,
      NULLIF(CAST(r.`lost_reason` AS STRING), '') AS `lost_reason`,
      TRY_CAST(r.`quoted_fee` AS DOUBLE) AS `quoted_fee`,
      TRY_CAST(r.`discount_percent` AS DOUBLE) AS `discount_percent`,
      TRY_CAST(r.`paid_fee` AS DOUBLE) AS `paid_fee`,
      NULLIF(CAST(r.`currency` AS STRING), '') AS `currency`,
      TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          r.`expected_close_date`,
          '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
        ),
        ''
      ) AS DATE) AS `expected_close_date`,
      CAST(TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                r.`closed_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `closed_at`,
      NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
      NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`,
      NULLIF(TRIM(CAST(r.`quoted_fee` AS STRING)), '') AS `raw_quoted_fee`,
      NULLIF(TRIM(CAST(r.`discount_percent` AS STRING)), '') AS `raw_discount_percent`,
      NULLIF(TRIM(CAST(r.`paid_fee` AS STRING)), '') AS `raw_paid_fee`,
      NULLIF(TRIM(CAST(r.`expected_close_date` AS STRING)), '') AS `raw_expected_close_date`,
      NULLIF(TRIM(CAST(r.`closed_at` AS STRING)), '') AS `raw_closed_at`
    FROM raw.product_opportunity AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.product_opportunity_duplicate
  )
  OR rule_0
  OR rule_1
  OR rule_2
  OR rule_3
  OR rule_4
  OR rule_5
  OR rule_6
  OR rule_7
  OR rule_8
  OR rule_9
  OR rule_10
  OR rule_11
  OR rule_12
  OR rule_13
  OR rule_14
  OR rule_15
  OR rule_16
  OR rule_17
  OR rule_18
  OR rule_19
  OR rule_20
  OR rule_21
  OR rule_22
  OR rule_23;
