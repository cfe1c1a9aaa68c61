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
      NOT `primary_mobile_number` RLIKE '^(.*[6-9](\\D*[0-9]){9}\\D*|\\s*([+]|00).*[0-9].*)$'
    ) AS rule_7,
    (
      NOT `email` RLIKE '^\\s*[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}\\s*$'
    ) AS rule_8,
    (
      `date_of_birth` IS NULL AND NOT `raw_date_of_birth` IS NULL
    ) AS rule_9,
    (
      NOT COALESCE(
        (
          date_of_birth BETWEEN CAST('1950-01-01' AS DATE) AND CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS DATE)
        ),
        TRUE
      )
    ) AS rule_10,
    (
      NOT CAST(`gender` AS STRING) IN ('Male', 'Female', 'Other')
    ) AS rule_11,
    (
      NOT CAST(`class_name` AS STRING) IN ('5', '6', '7', '8', '9', '10', '11', '12', 'Repeater')
    ) AS rule_12,
    (
      NOT CAST(`stream` AS STRING) IN ('Medical', 'Engineering', 'Foundation')
    ) AS rule_13,
    (
      NOT `pincode` RLIKE '^\\s*[1-9][0-9]{2} ?[0-9]{3}\\s*$'
    ) AS rule_14,
    (
      NOT CAST(`lead_stage` AS STRING) IN ('New', 'Contacted', 'Interested', 'Counselled', 'Applied', 'Enrolled', 'Lost')
    ) AS rule_15,
    (
      NOT CAST(`lead_status` AS STRING) IN ('Open', 'Hot', 'Warm', 'Cold', 'Closed')
    ) AS rule_16,
    (
      `lead_score` IS NULL AND NOT `raw_lead_score` IS NULL
    ) AS rule_17,
    (
      NOT `academic_session` RLIKE '^\\s*20[0-9]{2}-[0-9]{2}\\s*$'
    ) AS rule_18,
    (
      `target_exam_year` IS NULL AND NOT `raw_target_exam_year` IS NULL
    ) AS rule_19,
    (
      `target_exam_year` < 2000
    ) AS rule_20,
    (
      `target_exam_year` > 2100
    ) AS rule_21,
    (
      `whatsapp_opt_in` IS NULL AND NOT `raw_whatsapp_opt_in` IS NULL
    ) AS rule_22,
    (
      `sms_opt_in` IS NULL AND NOT `raw_sms_opt_in` IS NULL
    ) AS rule_23,
    (
      `email_opt_in` IS NULL AND NOT `raw_email_opt_in` IS NULL
    ) AS rule_24,
    (
      `dnd` IS NULL AND NOT `raw_dnd` IS NULL
    ) AS rule_25,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_26
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
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`,
      NULLIF(TRIM(CAST(r.`date_of_birth` AS STRING)), '') AS `raw_date_of_birth`,
      NULLIF(TRIM(CAST(r.`lead_score` AS STRING)), '') AS `raw_lead_score`,
      NULLIF(TRIM(CAST(r.`target_exam_year` AS STRING)), '') AS `raw_target_exam_year`,
      NULLIF(TRIM(CAST(r.`whatsapp_opt_in` AS STRING)), '') AS `raw_whatsapp_opt_in`,
      NULLIF(TRIM(CAST(r.`sms_opt_in` AS STRING)), '') AS `raw_sms_opt_in`,
      NULLIF(TRIM(CAST(r.`email_opt_in` AS STRING)), '') AS `raw_email_opt_in`,
      NULLIF(TRIM(CAST(r.`dnd` AS STRING)), '') AS `raw_dnd`
    FROM raw.lead AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.lead_duplicate
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
  OR rule_23
  OR rule_24
  OR rule_25
  OR rule_26;
