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
  NULLIF(CAST(r."name" AS VARCHAR), '') AS "name",
  NULLIF(CAST(r."email" AS VARCHAR), '') AS "email",
  NULLIF(CAST(r."role" AS VARCHAR), '') AS "role",
  NULLIF(CAST(r."team" AS VARCHAR), '') AS "team",
  NULLIF(CAST(r."branch_id" AS VARCHAR), '') AS "branch_id",
  CASE
    WHEN REGEXP_LIKE(r."is_active", '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z')
    THEN TRUE
    WHEN REGEXP_LIKE(r."is_active", '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z')
    THEN FALSE
  END AS "is_active",
  CAST(NULL AS VARCHAR) AS extra,
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
