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
  NULLIF(CAST(r.`exam_code` AS STRING), '') AS `exam_code`,
  NULLIF(CAST(r.`exam_name` AS STRING), '') AS `exam_name`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`exam_date`,
      '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS DATE) AS `exam_date`,
  NULLIF(CAST(r.`exam_mode` AS STRING), '') AS `exam_mode`,
  NULLIF(CAST(r.`roll_number` AS STRING), '') AS `roll_number`,
  NULLIF(CAST(r.`registration_status` AS STRING), '') AS `registration_status`,
  CASE
    WHEN r.`appeared` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:true|t|yes|y|on|1)[\\u0009-\\u000d ]*\\z'
    THEN TRUE
    WHEN r.`appeared` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:false|f|no|n|off|0)[\\u0009-\\u000d ]*\\z'
    THEN FALSE
  END AS `appeared`,
  TRY_CAST(r.`score` AS DOUBLE) AS `score`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(r.`rank`, '^[\\u0009-\\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\\u0009-\\u000d ]*\\z'),
    ''
  ) AS BIGINT) AS `rank`,
  TRY_CAST(r.`scholarship_percent` AS DOUBLE) AS `scholarship_percent`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`result_declared_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `result_declared_at`,
  NULLIF(CAST(r.`stage` AS STRING), '') AS `stage`,
  NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.scholarship_opportunity AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'scholarship_opportunity' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.scholarship_opportunity_verdict AS v
    WHERE
      v._arrival = r._arrival
  );
