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
  NULLIF(CAST(r.`name` AS STRING), '') AS `name`,
  NULLIF(CAST(r.`primary_mobile_number` AS STRING), '') AS `primary_mobile_number`,
  NULLIF(CAST(r.`email` AS STRING), '') AS `email`,
  NULLIF(CAST(r.`student_id` AS STRING), '') AS `student_id`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`date_of_birth`,
      '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS DATE) AS `date_of_birth`,
  NULLIF(CAST(r.`gender` AS STRING), '') AS `gender`,
  NULLIF(CAST(r.`class_name` AS STRING), '') AS `class_name`,
  NULLIF(CAST(r.`stream` AS STRING), '') AS `stream`,
  NULLIF(CAST(r.`board` AS STRING), '') AS `board`,
  NULLIF(CAST(r.`school_name` AS STRING), '') AS `school_name`,
  NULLIF(CAST(r.`city` AS STRING), '') AS `city`,
  NULLIF(CAST(r.`state` AS STRING), '') AS `state`,
  NULLIF(CAST(r.`pincode` AS STRING), '') AS `pincode`,
  NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
  NULLIF(CAST(r.`branch_name` AS STRING), '') AS `branch_name`,
  NULLIF(CAST(r.`lead_source` AS STRING), '') AS `lead_source`,
  NULLIF(CAST(r.`lead_sub_source` AS STRING), '') AS `lead_sub_source`,
  NULLIF(CAST(r.`utm_source` AS STRING), '') AS `utm_source`,
  NULLIF(CAST(r.`utm_medium` AS STRING), '') AS `utm_medium`,
  NULLIF(CAST(r.`utm_campaign` AS STRING), '') AS `utm_campaign`,
  NULLIF(CAST(r.`lead_stage` AS STRING), '') AS `lead_stage`,
  NULLIF(CAST(r.`lead_status` AS STRING), '') AS `lead_status`,
  TRY_CAST(r.`lead_score` AS DOUBLE) AS `lead_score`,
  NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
  NULLIF(CAST(r.`academic_session` AS STRING), '') AS `academic_session`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`target_exam_year`,
      '^[\\u0009-\\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS BIGINT) AS `target_exam_year`,
  NULLIF(CAST(r.`preferred_language` AS STRING), '') AS `preferred_language`,
  CASE
    WHEN r.`whatsapp_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:true|t|yes|y|on|1)[\\u0009-\\u000d ]*\\z'
    THEN TRUE
    WHEN r.`whatsapp_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:false|f|no|n|off|0)[\\u0009-\\u000d ]*\\z'
    THEN FALSE
  END AS `whatsapp_opt_in`,
  CASE
    WHEN r.`sms_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:true|t|yes|y|on|1)[\\u0009-\\u000d ]*\\z'
    THEN TRUE
    WHEN r.`sms_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:false|f|no|n|off|0)[\\u0009-\\u000d ]*\\z'
    THEN FALSE
  END AS `sms_opt_in`,
  CASE
    WHEN r.`email_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:true|t|yes|y|on|1)[\\u0009-\\u000d ]*\\z'
    THEN TRUE
    WHEN r.`email_opt_in` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:false|f|no|n|off|0)[\\u0009-\\u000d ]*\\z'
    THEN FALSE
  END AS `email_opt_in`,
  CASE
    WHEN r.`dnd` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:true|t|yes|y|on|1)[\\u0009-\\u000d ]*\\z'
    THEN TRUE
    WHEN r.`dnd` RLIKE '(?i)^[\\u0009-\\u000d ]*(?:false|f|no|n|off|0)[\\u0009-\\u000d ]*\\z'
    THEN FALSE
  END AS `dnd`,
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.lead AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'lead' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.lead_verdict AS v
    WHERE
      v._arrival = r._arrival
  );
