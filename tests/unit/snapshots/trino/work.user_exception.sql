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
      NOT CAST("role" AS VARCHAR) IN ('Counsellor', 'Senior Counsellor', 'Team Lead', 'Branch Manager')
    ) AS rule_7,
    (
      "is_active" IS NULL AND NOT "raw_is_active" IS NULL
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
      NULLIF(TRIM(CAST(r."created_at" AS VARCHAR)), '') AS "raw_created_at",
      NULLIF(TRIM(CAST(r."updated_at" AS VARCHAR)), '') AS "raw_updated_at",
      NULLIF(TRIM(CAST(r."deleted_at" AS VARCHAR)), '') AS "raw_deleted_at",
      NULLIF(TRIM(CAST(r."is_active" AS VARCHAR)), '') AS "raw_is_active"
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
  OR rule_8
  OR rule_9;
