-- definition raw.call_disposition
SELECT
  *
FROM landed.call_disposition;

-- part work.call_disposition_duplicate of work.call_disposition_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.call_disposition AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.call_disposition_exception
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
      `created_at` IS NULL
    ) AS rule_1,
    (
      NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '1' DAY
        ),
        TRUE
      )
    ) AS rule_2,
    (
      `updated_at` IS NULL
    ) AS rule_3,
    (
      `call_log_id` IS NULL
    ) AS rule_4,
    (
      `lead_id` IS NULL
    ) AS rule_5,
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
    ) AS rule_6,
    (
      `disposition` IS NULL
    ) AS rule_7,
    (
      NOT CAST(`sub_disposition` AS STRING) IN ('Hot', 'Warm', 'Fees', 'Distance', 'Enrolled Elsewhere', 'Other')
    ) AS rule_8,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_9
  FROM (
    SELECT
      r._arrival,
      r._file,
      NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
      NULLIF(CAST(r.`call_log_id` AS STRING), '') AS `call_log_id`,
      NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
      NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
      NULLIF(CAST(r.`disposition` AS STRING), '') AS `disposition`,
      NULLIF(CAST(r.`sub_disposition` AS STRING), '') AS `sub_disposition`,
      NULLIF(CAST(r.`remarks` AS STRING), '') AS `remarks`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`follow_up_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `follow_up_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`disposed_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `disposed_at`
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
  OR rule_9;

-- table work.call_disposition_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is missing' END,
        CASE WHEN rule_2 THEN 'not created in the future' END,
        CASE WHEN rule_3 THEN 'updated_at is missing' END,
        CASE WHEN rule_9 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.call_disposition_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.call_disposition
SELECT
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`call_log_id` AS STRING), '') AS `call_log_id`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
  NULLIF(CAST(r.`disposition` AS STRING), '') AS `disposition`,
  NULLIF(CAST(r.`sub_disposition` AS STRING), '') AS `sub_disposition`,
  NULLIF(CAST(r.`remarks` AS STRING), '') AS `remarks`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`follow_up_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `follow_up_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`disposed_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `disposed_at`,
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.call_disposition AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_disposition' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.call_disposition_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.call_disposition
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.call_disposition_exception
    WHERE
      rule_9
  ) AS rule_9
FROM source.call_disposition;

-- definition raw.call_log
SELECT
  *
FROM landed.call_log;

-- part work.call_log_duplicate of work.call_log_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.call_log AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.call_log_exception
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
      `created_at` IS NULL
    ) AS rule_1,
    (
      NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '1' DAY
        ),
        TRUE
      )
    ) AS rule_2,
    (
      `updated_at` IS NULL
    ) AS rule_3,
    (
      `lead_id` IS NULL
    ) AS rule_4,
    (
      NOT CAST(`direction` AS STRING) IN ('outbound', 'inbound')
    ) AS rule_5,
    (
      NOT CAST(`status` AS STRING) IN ('answered', 'no_answer', 'busy', 'failed', 'cancelled')
    ) AS rule_6,
    (
      `ring_seconds` < 0
    ) AS rule_7,
    (
      `talk_seconds` < 0
    ) AS rule_8,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_9
  FROM (
    SELECT
      r._arrival,
      r._file,
      NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
      NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
      NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
      NULLIF(CAST(r.`direction` AS STRING), '') AS `direction`,
      NULLIF(CAST(r.`telephony_provider` AS STRING), '') AS `telephony_provider`,
      NULLIF(CAST(r.`provider_call_id` AS STRING), '') AS `provider_call_id`,
      NULLIF(CAST(r.`from_number` AS STRING), '') AS `from_number`,
      NULLIF(CAST(r.`to_number` AS STRING), '') AS `to_number`,
      NULLIF(CAST(r.`status` AS STRING), '') AS `status`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`started_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `started_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`answered_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `answered_at`,
      CAST(TO_UTC_TIMESTAMP(CAST(r.`ended_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `ended_at`,
      CAST(r.`ring_seconds` AS BIGINT) AS `ring_seconds`,
      CAST(r.`talk_seconds` AS BIGINT) AS `talk_seconds`,
      NULLIF(CAST(r.`recording_url` AS STRING), '') AS `recording_url`,
      NULLIF(CAST(r.`campaign` AS STRING), '') AS `campaign`
    FROM raw.call_log AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.call_log_duplicate
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
  OR rule_9;

-- table work.call_log_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is missing' END,
        CASE WHEN rule_2 THEN 'not created in the future' END,
        CASE WHEN rule_3 THEN 'updated_at is missing' END,
        CASE WHEN rule_4 THEN 'lead_id is missing' END,
        CASE WHEN rule_5 THEN 'known direction' END,
        CASE WHEN rule_6 THEN 'known status' END,
        CASE WHEN rule_7 THEN 'ring_seconds below 0' END,
        CASE WHEN rule_8 THEN 'talk_seconds below 0' END,
        CASE WHEN rule_9 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.call_log_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.call_log
SELECT
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
  NULLIF(CAST(r.`direction` AS STRING), '') AS `direction`,
  NULLIF(CAST(r.`telephony_provider` AS STRING), '') AS `telephony_provider`,
  NULLIF(CAST(r.`provider_call_id` AS STRING), '') AS `provider_call_id`,
  NULLIF(CAST(r.`from_number` AS STRING), '') AS `from_number`,
  NULLIF(CAST(r.`to_number` AS STRING), '') AS `to_number`,
  NULLIF(CAST(r.`status` AS STRING), '') AS `status`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`started_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `started_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`answered_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `answered_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`ended_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `ended_at`,
  CAST(r.`ring_seconds` AS BIGINT) AS `ring_seconds`,
  CAST(r.`talk_seconds` AS BIGINT) AS `talk_seconds`,
  NULLIF(CAST(r.`recording_url` AS STRING), '') AS `recording_url`,
  NULLIF(CAST(r.`campaign` AS STRING), '') AS `campaign`,
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.call_log AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_log' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.call_log_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.call_log
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.call_log_exception
    WHERE
      rule_9
  ) AS rule_9
FROM source.call_log;

-- definition raw.lead
SELECT
  *
FROM landed.lead;

-- part work.lead_duplicate of work.lead_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.lead AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.lead_exception
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
      `target_exam_year` < 2000
    ) AS rule_19,
    (
      `target_exam_year` > 2100
    ) AS rule_20,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_21
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
      r.`target_exam_year` AS `target_exam_year`,
      NULLIF(CAST(r.`preferred_language` AS STRING), '') AS `preferred_language`,
      r.`whatsapp_opt_in` AS `whatsapp_opt_in`,
      r.`sms_opt_in` AS `sms_opt_in`,
      r.`email_opt_in` AS `email_opt_in`,
      r.`dnd` AS `dnd`,
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`,
      NULLIF(TRIM(CAST(r.`date_of_birth` AS STRING)), '') AS `raw_date_of_birth`,
      NULLIF(TRIM(CAST(r.`lead_score` AS STRING)), '') AS `raw_lead_score`
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
  OR rule_21;

-- table work.lead_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_15 THEN 'known lead stage' END,
        CASE WHEN rule_16 THEN 'known lead status' END,
        CASE WHEN rule_21 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.lead_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.lead
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
  r.`target_exam_year` AS `target_exam_year`,
  NULLIF(CAST(r.`preferred_language` AS STRING), '') AS `preferred_language`,
  r.`whatsapp_opt_in` AS `whatsapp_opt_in`,
  r.`sms_opt_in` AS `sms_opt_in`,
  r.`email_opt_in` AS `email_opt_in`,
  r.`dnd` AS `dnd`,
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

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.lead
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.lead_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.lead_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_9
  ) AS rule_9,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_10
  ) AS rule_10,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_11
  ) AS rule_11,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_12
  ) AS rule_12,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_13
  ) AS rule_13,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_14
  ) AS rule_14,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_15
  ) AS rule_15,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_16
  ) AS rule_16,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_17
  ) AS rule_17,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_18
  ) AS rule_18,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_19
  ) AS rule_19,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_20
  ) AS rule_20,
  (
    SELECT
      COUNT(*)
    FROM work.lead_exception
    WHERE
      rule_21
  ) AS rule_21
FROM source.lead;

-- definition raw.product_opportunity
SELECT
  *
FROM landed.product_opportunity;

-- part work.product_opportunity_duplicate of work.product_opportunity_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.product_opportunity AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.product_opportunity_exception
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
      `quoted_fee` < 0
    ) AS rule_11,
    (
      `quoted_fee` > 10000000
    ) AS rule_12,
    (
      `discount_percent` < 0
    ) AS rule_13,
    (
      `discount_percent` > 100
    ) AS rule_14,
    (
      `paid_fee` < 0
    ) AS rule_15,
    (
      `paid_fee` > 10000000
    ) AS rule_16,
    (
      NOT `currency` RLIKE '^[A-Z]{3}$'
    ) AS rule_17,
    (
      `expected_close_date` IS NULL AND NOT `raw_expected_close_date` IS NULL
    ) AS rule_18,
    (
      `closed_at` IS NULL AND NOT `raw_closed_at` IS NULL
    ) AS rule_19,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_20
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
      r.`quoted_fee` AS `quoted_fee`,
      r.`discount_percent` AS `discount_percent`,
      r.`paid_fee` AS `paid_fee`,
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
  OR rule_20;

-- table work.product_opportunity_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_7 THEN 'lead_id is missing' END,
        CASE WHEN rule_10 THEN 'known stage' END,
        CASE WHEN rule_11 THEN 'quoted_fee below 0' END,
        CASE WHEN rule_12 THEN 'quoted_fee above 10000000' END,
        CASE WHEN rule_13 THEN 'discount_percent below 0' END,
        CASE WHEN rule_14 THEN 'discount_percent above 100' END,
        CASE WHEN rule_15 THEN 'paid_fee below 0' END,
        CASE WHEN rule_16 THEN 'paid_fee above 10000000' END,
        CASE WHEN rule_20 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.product_opportunity_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.product_opportunity
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
  r.`quoted_fee` AS `quoted_fee`,
  r.`discount_percent` AS `discount_percent`,
  r.`paid_fee` AS `paid_fee`,
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

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.product_opportunity
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
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
  ) AS rule_20
FROM source.product_opportunity;

-- definition raw.scholarship_opportunity
SELECT
  *
FROM landed.scholarship_opportunity;

-- part work.scholarship_opportunity_duplicate of work.scholarship_opportunity_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.scholarship_opportunity AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.scholarship_opportunity_exception
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
      `exam_date` IS NULL AND NOT `raw_exam_date` IS NULL
    ) AS rule_8,
    (
      NOT CAST(`exam_mode` AS STRING) IN ('Online', 'Offline')
    ) AS rule_9,
    (
      NOT CAST(`registration_status` AS STRING) IN ('Registered', 'Admit Card Issued', 'Cancelled')
    ) AS rule_10,
    (
      `rank` < 1
    ) AS rule_11,
    (
      `scholarship_percent` < 0
    ) AS rule_12,
    (
      `scholarship_percent` > 100
    ) AS rule_13,
    (
      `result_declared_at` IS NULL AND NOT `raw_result_declared_at` IS NULL
    ) AS rule_14,
    (
      NOT CAST(`stage` AS STRING) IN (
        'Registered',
        'Appeared',
        'Result Declared',
        'Scholarship Offered',
        'Admission Taken',
        'Lost'
      )
    ) AS rule_15,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_16
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
      r.`appeared` AS `appeared`,
      r.`score` AS `score`,
      r.`rank` AS `rank`,
      r.`scholarship_percent` AS `scholarship_percent`,
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
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`,
      NULLIF(TRIM(CAST(r.`exam_date` AS STRING)), '') AS `raw_exam_date`,
      NULLIF(TRIM(CAST(r.`result_declared_at` AS STRING)), '') AS `raw_result_declared_at`
    FROM raw.scholarship_opportunity AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.scholarship_opportunity_duplicate
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
  OR rule_16;

-- definition work.scholarship_opportunity_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_7 THEN 'lead_id is missing' END,
        CASE WHEN rule_10 THEN 'known registration status' END,
        CASE WHEN rule_12 THEN 'scholarship_percent below 0' END,
        CASE WHEN rule_13 THEN 'scholarship_percent above 100' END,
        CASE WHEN rule_15 THEN 'known stage' END,
        CASE WHEN rule_16 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.scholarship_opportunity_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.scholarship_opportunity
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
  r.`appeared` AS `appeared`,
  r.`score` AS `score`,
  r.`rank` AS `rank`,
  r.`scholarship_percent` AS `scholarship_percent`,
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

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM raw.scholarship_opportunity
  ) AS rows_in,
  COUNT(*) AS kept,
  MAX(`updated_at`) AS newest,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_verdict
    WHERE
      verdict = 'quarantined'
  ) AS quarantined,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_verdict
    WHERE
      verdict = 'duplicate'
  ) AS duplicates,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_0
  ) AS rule_0,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_1
  ) AS rule_1,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_2
  ) AS rule_2,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_3
  ) AS rule_3,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_4
  ) AS rule_4,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_5
  ) AS rule_5,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_6
  ) AS rule_6,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_7
  ) AS rule_7,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_8
  ) AS rule_8,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_9
  ) AS rule_9,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_10
  ) AS rule_10,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_11
  ) AS rule_11,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_12
  ) AS rule_12,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_13
  ) AS rule_13,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_14
  ) AS rule_14,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_15
  ) AS rule_15,
  (
    SELECT
      COUNT(*)
    FROM work.scholarship_opportunity_exception
    WHERE
      rule_16
  ) AS rule_16
FROM source.scholarship_opportunity;

-- definition raw.user
SELECT
  *
FROM landed.user;

-- part work.user_duplicate of work.user_exception
SELECT
  row_key
FROM (
  SELECT
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key
  FROM raw.user AS r
) AS k
WHERE
  NOT row_key IS NULL
GROUP BY
  row_key
HAVING
  COUNT(*) > 1;

-- table work.user_exception
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
      NOT CAST(`role` AS STRING) IN ('Counsellor', 'Senior Counsellor', 'Team Lead', 'Branch Manager')
    ) AS rule_7,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_8
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
      NULLIF(CAST(r.`email` AS STRING), '') AS `email`,
      NULLIF(CAST(r.`role` AS STRING), '') AS `role`,
      NULLIF(CAST(r.`team` AS STRING), '') AS `team`,
      NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
      r.`is_active` AS `is_active`,
      NULLIF(TRIM(CAST(r.`created_at` AS STRING)), '') AS `raw_created_at`,
      NULLIF(TRIM(CAST(r.`updated_at` AS STRING)), '') AS `raw_updated_at`,
      NULLIF(TRIM(CAST(r.`deleted_at` AS STRING)), '') AS `raw_deleted_at`
    FROM raw.user AS r
  ) AS t
) AS judged
WHERE
  row_key IN (
    SELECT
      row_key
    FROM work.user_duplicate
  )
  OR rule_0
  OR rule_1
  OR rule_2
  OR rule_3
  OR rule_4
  OR rule_5
  OR rule_6
  OR rule_7
  OR rule_8;

-- definition work.user_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_8 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.user_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- view source.user
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
  NULLIF(CAST(r.`email` AS STRING), '') AS `email`,
  NULLIF(CAST(r.`role` AS STRING), '') AS `role`,
  NULLIF(CAST(r.`team` AS STRING), '') AS `team`,
  NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
  r.`is_active` AS `is_active`,
  CAST(NULL AS STRING) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.user AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'user' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.user_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- question
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
  ) AS rule_8
FROM source.user;
