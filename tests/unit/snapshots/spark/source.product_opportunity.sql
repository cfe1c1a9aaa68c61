SELECT
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
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.product_opportunity AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'product_opportunity' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.product_opportunity_verdict AS v
    WHERE
      v._arrival = r._arrival
  );
