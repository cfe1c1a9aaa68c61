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
  NULLIF(CAST(r."call_log_id" AS VARCHAR), '') AS "call_log_id",
  NULLIF(CAST(r."lead_id" AS VARCHAR), '') AS "lead_id",
  NULLIF(CAST(r."agent_id" AS VARCHAR), '') AS "agent_id",
  NULLIF(CAST(r."disposition" AS VARCHAR), '') AS "disposition",
  NULLIF(CAST(r."sub_disposition" AS VARCHAR), '') AS "sub_disposition",
  NULLIF(CAST(r."remarks" AS VARCHAR), '') AS "remarks",
  CAST(AT_TIMEZONE(
    TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r."follow_up_at",
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
  ) AS TIMESTAMP(6)) AS "follow_up_at",
  CAST(AT_TIMEZONE(
    TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r."disposed_at",
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
  ) AS TIMESTAMP(6)) AS "disposed_at",
  CAST(NULL AS VARCHAR) AS extra,
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
