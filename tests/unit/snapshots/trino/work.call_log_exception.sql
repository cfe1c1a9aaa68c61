SELECT
  *
FROM (
  SELECT
    t._arrival,
    t._file,
    CAST(t."id" AS VARCHAR) AS row_key,
    "updated_at" AS row_version,
    CASE
      WHEN NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '1' DAY
        ),
        TRUE
      )
      THEN CAST(created_at AS TIMESTAMP(6)) - INTERVAL '1' DAY
    END AS clears_at,
    (
      "id" IS NULL
    ) AS rule_0,
    (
      "created_at" IS NULL AND NOT "raw_created_at" IS NULL
    ) AS rule_1,
    (
      "created_at" IS NULL AND "raw_created_at" IS NULL
    ) AS rule_2,
    (
      NOT COALESCE(
        (
          created_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '1' DAY
        ),
        TRUE
      )
    ) AS rule_3,
    (
      "updated_at" IS NULL AND NOT "raw_updated_at" IS NULL
    ) AS rule_4,
    (
      "updated_at" IS NULL AND "raw_updated_at" IS NULL
    ) AS rule_5,
    (
      "deleted_at" IS NULL AND NOT "raw_deleted_at" IS NULL
    ) AS rule_6,
    (
      "lead_id" IS NULL
    ) AS rule_7,
    (
      NOT CAST("direction" AS VARCHAR) IN ('outbound', 'inbound')
    ) AS rule_8,
    (
      NOT CAST("status" AS VARCHAR) IN ('answered', 'no_answer', 'busy', 'failed', 'cancelled')
    ) AS rule_9,
    (
      "started_at" IS NULL AND NOT "raw_started_at" IS NULL
    ) AS rule_10,
    (
      "answered_at" IS NULL AND NOT "raw_answered_at" IS NULL
    ) AS rule_11,
    (
      "ended_at" IS NULL AND NOT "raw_ended_at" IS NULL
    ) AS rule_12,
    (
      "ring_seconds" IS NULL AND NOT "raw_ring_seconds" IS NULL
    ) AS rule_13,
    (
      "ring_seconds" < 0
    ) AS rule_14,
    (
      "talk_seconds" IS NULL AND NOT "raw_talk_seconds" IS NULL
    ) AS rule_15,
    (
      "talk_seconds" < 0
    ) AS rule_16,
    (
      NOT COALESCE((
        updated_at >= created_at
      ), TRUE)
    ) AS rule_17
  FROM (
    SELECT
      r._arrival,
      r._file,
      NULLIF(CAST(r."id" AS VARCHAR), '') AS "id",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."created_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "created_at",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."updated_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "updated_at",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."deleted_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "deleted_at",
      NULLIF(CAST(r."lead_id" AS VARCHAR), '') AS "lead_id",
      NULLIF(CAST(r."agent_id" AS VARCHAR), '') AS "agent_id",
      NULLIF(CAST(r."direction" AS VARCHAR), '') AS "direction",
      NULLIF(CAST(r."telephony_provider" AS VARCHAR), '') AS "telephony_provider",
      NULLIF(CAST(r."provider_call_id" AS VARCHAR), '') AS "provider_call_id",
      NULLIF(CAST(r."from_number" AS VARCHAR), '') AS "from_number",
      NULLIF(CAST(r."to_number" AS VARCHAR), '') AS "to_number",
      NULLIF(CAST(r."status" AS VARCHAR), '') AS "status",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."started_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "started_at",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."answered_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "answered_at",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."ended_at",
                  '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\u0009-\u000d ]*\z',
                  '$1+00:00'
                ),
                '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\u0009-\u000d ]*\z',
                '$1 00:00:00+00:00'
              ),
              '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\u0009-\u000d ]*\z',
              '$1 $2 $3:$4'
            ),
            '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]* [+-][0-9]{2}:[0-9]{2}\z'
          ),
          ''
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "ended_at",
      TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          r."ring_seconds",
          '^[\u0009-\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\u0009-\u000d ]*\z',
          1
        ),
        ''
      ) AS BIGINT) AS "ring_seconds",
      TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          r."talk_seconds",
          '^[\u0009-\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\u0009-\u000d ]*\z',
          1
        ),
        ''
      ) AS BIGINT) AS "talk_seconds",
      NULLIF(CAST(r."recording_url" AS VARCHAR), '') AS "recording_url",
      NULLIF(CAST(r."campaign" AS VARCHAR), '') AS "campaign",
      NULLIF(TRIM(CAST(r."created_at" AS VARCHAR)), '') AS "raw_created_at",
      NULLIF(TRIM(CAST(r."updated_at" AS VARCHAR)), '') AS "raw_updated_at",
      NULLIF(TRIM(CAST(r."deleted_at" AS VARCHAR)), '') AS "raw_deleted_at",
      NULLIF(TRIM(CAST(r."started_at" AS VARCHAR)), '') AS "raw_started_at",
      NULLIF(TRIM(CAST(r."answered_at" AS VARCHAR)), '') AS "raw_answered_at",
      NULLIF(TRIM(CAST(r."ended_at" AS VARCHAR)), '') AS "raw_ended_at",
      NULLIF(TRIM(CAST(r."ring_seconds" AS VARCHAR)), '') AS "raw_ring_seconds",
      NULLIF(TRIM(CAST(r."talk_seconds" AS VARCHAR)), '') AS "raw_talk_seconds"
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
  OR rule_9
  OR rule_10
  OR rule_11
  OR rule_12
  OR rule_13
  OR rule_14
  OR rule_15
  OR rule_16
  OR rule_17;
