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
  NULLIF(CAST(r."primary_mobile_number" AS VARCHAR), '') AS "primary_mobile_number",
  NULLIF(CAST(r."email" AS VARCHAR), '') AS "email",
  NULLIF(CAST(r."student_id" AS VARCHAR), '') AS "student_id",
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r."date_of_birth",
      '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\u0009-\u000d ]*\z',
      1
    ),
    ''
  ) AS DATE) AS "date_of_birth",
  NULLIF(CAST(r."gender" AS VARCHAR), '') AS "gender",
  NULLIF(CAST(r."class_name" AS VARCHAR), '') AS "class_name",
  NULLIF(CAST(r."stream" AS VARCHAR), '') AS "stream",
  NULLIF(CAST(r."board" AS VARCHAR), '') AS "board",
  NULLIF(CAST(r."school_name" AS VARCHAR), '') AS "school_name",
  NULLIF(CAST(r."city" AS VARCHAR), '') AS "city",
  NULLIF(CAST(r."state" AS VARCHAR), '') AS "state",
  NULLIF(CAST(r."pincode" AS VARCHAR), '') AS "pincode",
  NULLIF(CAST(r."branch_id" AS VARCHAR), '') AS "branch_id",
  NULLIF(CAST(r."branch_name" AS VARCHAR), '') AS "branch_name",
  NULLIF(CAST(r."lead_source" AS VARCHAR), '') AS "lead_source",
  NULLIF(CAST(r."lead_sub_source" AS VARCHAR), '') AS "lead_sub_source",
  NULLIF(CAST(r."utm_source" AS VARCHAR), '') AS "utm_source",
  NULLIF(CAST(r."utm_medium" AS VARCHAR), '') AS "utm_medium",
  NULLIF(CAST(r."utm_campaign" AS VARCHAR), '') AS "utm_campaign",
  NULLIF(CAST(r."lead_stage" AS VARCHAR), '') AS "lead_stage",
  NULLIF(CAST(r."lead_status" AS VARCHAR), '') AS "lead_status",
  TRY_CAST(r."lead_score" AS DOUBLE) AS "lead_score",
  NULLIF(CAST(r."owner_id" AS VARCHAR), '') AS "owner_id",
  NULLIF(CAST(r."academic_session" AS VARCHAR), '') AS "academic_session",
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r."target_exam_year",
      '^[\u0009-\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\u0009-\u000d ]*\z',
      1
    ),
    ''
  ) AS BIGINT) AS "target_exam_year",
  NULLIF(CAST(r."preferred_language" AS VARCHAR), '') AS "preferred_language",
  CASE
    WHEN REGEXP_LIKE(
      r."whatsapp_opt_in",
      '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z'
    )
    THEN TRUE
    WHEN REGEXP_LIKE(
      r."whatsapp_opt_in",
      '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z'
    )
    THEN FALSE
  END AS "whatsapp_opt_in",
  CASE
    WHEN REGEXP_LIKE(r."sms_opt_in", '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z')
    THEN TRUE
    WHEN REGEXP_LIKE(r."sms_opt_in", '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z')
    THEN FALSE
  END AS "sms_opt_in",
  CASE
    WHEN REGEXP_LIKE(r."email_opt_in", '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z')
    THEN TRUE
    WHEN REGEXP_LIKE(
      r."email_opt_in",
      '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z'
    )
    THEN FALSE
  END AS "email_opt_in",
  CASE
    WHEN REGEXP_LIKE(r."dnd", '(?i)^[\u0009-\u000d ]*(?:true|t|yes|y|on|1)[\u0009-\u000d ]*\z')
    THEN TRUE
    WHEN REGEXP_LIKE(r."dnd", '(?i)^[\u0009-\u000d ]*(?:false|f|no|n|off|0)[\u0009-\u000d ]*\z')
    THEN FALSE
  END AS "dnd",
  CAST(NULL AS VARCHAR) AS extra,
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
