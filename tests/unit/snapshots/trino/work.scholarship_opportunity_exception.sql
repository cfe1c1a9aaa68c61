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
      "exam_date" IS NULL AND NOT "raw_exam_date" IS NULL
    ) AS rule_8,
    (
      NOT CAST("exam_mode" AS VARCHAR) IN ('Online', 'Offline')
    ) AS rule_9,
    (
      NOT CAST("registration_status" AS VARCHAR) IN ('Registered', 'Admit Card Issued', 'Cancelled')
    ) AS rule_10,
    (
      "appeared" IS NULL AND NOT "raw_appeared" IS NULL
    ) AS rule_11,
    (
      "score" IS NULL AND NOT "raw_score" IS NULL
    ) AS rule_12,
    (
      "rank" IS NULL AND NOT "raw_rank" IS NULL
    ) AS rule_13,
    (
      "rank" < 1
    ) AS rule_14,
    (
      "scholarship_percent" IS NULL AND NOT "raw_scholarship_percent" IS NULL
    ) AS rule_15,
    (
      "scholarship_percent" < 0
    ) AS rule_16,
    (
      "scholarship_percent" > 100
    ) AS rule_17,
    (
      "result_declared_at" IS NULL AND NOT "raw_result_declared_at" IS NULL
    ) AS rule_18,
    (
      NOT CAST("stage" AS VARCHAR) IN (
        'Registered',
        'Appeared',
        'Result Declared',
        'Scholarship Offered',
        'Admission Taken',
        'Lost'
      )
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
      NULLIF(CAST(r."exam_code" AS VARCHAR), '') AS "exam_code",
      NULLIF(CAST(r."exam_name" AS VARCHAR), '') AS "exam_name",
      TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          r."exam_date",
          '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\u0009-\u000d ]*\z',
          1
        ),
        ''
      ) AS DATE) AS "exam_date",
      NULLIF(CAST(r."exam_mode" AS VARCHAR), '') AS "exam_mode",
      NULLIF(CAST(r."roll_number" AS VARCHAR), '') AS "roll_number",
      NULLIF(CAST(r."registration_status" AS VARCHAR), '') AS "registration_status",
      CASE
        WHEN REGEXP_LIKE(r."appeared", '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z')
        THEN TRUE
        WHEN REGEXP_LIKE(r."appeared", '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z')
        THEN FALSE
      END AS "appeared",
      TRY_CAST(r."score" AS DOUBLE) AS "score",
      TRY_CAST(NULLIF(
        REGEXP_EXTRACT(r."rank", '^[\u0009-\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\u0009-\u000d ]*\z', 1),
        ''
      ) AS BIGINT) AS "rank",
      TRY_CAST(r."scholarship_percent" AS DOUBLE) AS "scholarship_percent",
      CAST(AT_TIMEZONE(
        TRY_CAST(NULLIF(
          REGEXP_EXTRACT(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  r."result_declared_at",
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
      ) AS TIMESTAMP(6)) AS "result_declared_at",
      NULLIF(CAST(r."stage" AS VARCHAR), '') AS "stage",
      NULLIF(CAST(r."owner_id" AS VARCHAR), '') AS "owner_id",
      NULLIF(TRIM(CAST(r."created_at" AS VARCHAR)), '') AS "raw_created_at",
      NULLIF(TRIM(CAST(r."updated_at" AS VARCHAR)), '') AS "raw_updated_at",
      NULLIF(TRIM(CAST(r."deleted_at" AS VARCHAR)), '') AS "raw_deleted_at",
      NULLIF(TRIM(CAST(r."exam_date" AS VARCHAR)), '') AS "raw_exam_date",
      NULLIF(TRIM(CAST(r."appeared" AS VARCHAR)), '') AS "raw_appeared",
      NULLIF(TRIM(CAST(r."score" AS VARCHAR)), '') AS "raw_score",
      NULLIF(TRIM(CAST(r."rank" AS VARCHAR)), '') AS "raw_rank",
      NULLIF(TRIM(CAST(r."scholarship_percent" AS VARCHAR)), '') AS "raw_scholarship_percent",
      NULLIF(TRIM(CAST(r."result_declared_at" AS VARCHAR)), '') AS "raw_result_declared_at"
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
  OR rule_16
  OR rule_17
  OR rule_18
  OR rule_19
  OR rule_20;
