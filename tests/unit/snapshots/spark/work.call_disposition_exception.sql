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
      `call_log_id` IS NULL
    ) AS rule_7,
    (
      `lead_id` IS NULL
    ) AS rule_8,
    (
      NOT CAST(`disposition` AS STRING) IN (
        'Ringing No Response',
        'Busy',
        'Switched Off',
        'Not Reachable',
        'Call Disconnected',
        'Out of Service',
        'Invalid Number',
        'Interested',
        'Call Back Later',
        'Counselling Booked',
        'Centre Visit Booked',
        'Form Submitted',
        'Fee Paid',
        'Awaiting Board Result',
        'Not Interested',
        'Wrong Number',
        'Wrong Person',
        'Do Not Disturb',
        'Language Barrier'
      )
    ) AS rule_9,
    (
      `disposition` IS NULL
    ) AS rule_10,
    (
      NOT CAST(`sub_disposition` AS STRING) IN ('Hot', 'Warm', 'Fees', 'Distance', 'Enrolled Elsewhere', 'Other')
    ) AS rule_11,
    (
      `follow_up_at` IS NULL AND NOT `raw_follow_up_at` IS NULL
    ) AS rule_12,
    (
      `disposed_at` IS NULL AND NOT `raw_disposed_at` IS NULL
    ) AS rule_13,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_14
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
      NULLIF(CAST(r.`call_log_id` AS STRING), '') AS `call_log_id`,
      NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
      NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
      NULLIF(CAST(r.`disposition` AS STRING), '') AS `disposition`,
      NULLIF(CAST(r.`sub_disposition` AS STRING), '') AS `sub_disposition`,
      NULLIF(CAST(r.`remarks` AS STRING), '') AS `remarks`,
      CAST(TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                r.`follow_up_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `follow_up_at`,
      CAST(TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                r.`disposed_at`,
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
      ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `disposed_at`,
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`,
      NULLIF(TRIM(CAST(r.`follow_up_at` AS STRING)), '') AS `raw_follow_up_at`,
      NULLIF(TRIM(CAST(r.`disposed_at` AS STRING)), '') AS `raw_disposed_at`
    FROM raw.call_disposition AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.call_disposition_duplicate
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
  OR rule_14;
