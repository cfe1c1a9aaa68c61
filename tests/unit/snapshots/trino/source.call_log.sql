SELECT
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
  CAST(NULL AS VARCHAR) AS extra,
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
