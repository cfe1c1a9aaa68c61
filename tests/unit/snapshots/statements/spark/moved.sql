-- table work.touched_1_source_lead
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_lead AS r
  WHERE
    r._file IN (2) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`lead`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
    )
) AS found;

-- table work.versions_source_lead
SELECT
  _file,
  _row,
  _arrival,
  row_key,
  row_version,
  ROW_NUMBER() OVER (PARTITION BY row_key ORDER BY row_version DESC, _arrival DESC) AS place,
  FIRST_VALUE(_arrival) OVER (PARTITION BY row_key ORDER BY row_version DESC, _arrival DESC) AS newest
FROM (
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
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
    ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.lead AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_lead
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
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
    ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.new_lead AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 2
) AS found;

-- table raw.lead
SELECT
  *
FROM landed.held_lead AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_lead
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  )
UNION ALL
SELECT
  *
FROM landed.file_1_lead AS r
WHERE
  _row IN (15);

-- table work.doubtful_source_lead
SELECT
  row_key
FROM (
  SELECT
    row_key,
    _arrival
  FROM work.versions_source_lead
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS t
WHERE
  NOT row_key IS NULL
  AND NOT row_key IN (
    SELECT
      n.row_key
    FROM (
      SELECT
        row_key,
        _arrival
      FROM work.versions_source_lead
      WHERE
        place = 1 OR row_key IS NULL OR (
          row_version IS NULL AND _arrival > newest
        )
    ) AS n
    LEFT JOIN work.lead_verdict AS v
      ON v._arrival = n._arrival
    WHERE
      NOT n.row_key IS NULL AND v._arrival IS NULL
  )
GROUP BY
  row_key;

-- definition work.lead_quarantine
SELECT
  v.row_key,
  v.rules,
  CONCAT(
    '{',
    CONCAT_WS(
      ',',
      (
        '"id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"created_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`created_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`created_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`created_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"updated_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`updated_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`updated_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`updated_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"deleted_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`deleted_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`deleted_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`deleted_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"primary_mobile_number":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`primary_mobile_number` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`primary_mobile_number` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`primary_mobile_number` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"email":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`email` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`email` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`email` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"student_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`student_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`student_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`student_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"date_of_birth":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`date_of_birth` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`date_of_birth` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`date_of_birth` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"gender":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`gender` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`gender` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`gender` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"class_name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`class_name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`class_name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`class_name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"stream":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`stream` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`stream` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`stream` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"board":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`board` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`board` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`board` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"school_name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`school_name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`school_name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`school_name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"city":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`city` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`city` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`city` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"state":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`state` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`state` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`state` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"pincode":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`pincode` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`pincode` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`pincode` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"branch_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`branch_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`branch_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`branch_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"branch_name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`branch_name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`branch_name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`branch_name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"lead_source":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_source` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lead_source` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lead_source` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"lead_sub_source":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_sub_source` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`lead_sub_source` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`lead_sub_source` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"utm_source":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`utm_source` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`utm_source` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`utm_source` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"utm_medium":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`utm_medium` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`utm_medium` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`utm_medium` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"utm_campaign":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`utm_campaign` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`utm_campaign` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`utm_campaign` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"lead_stage":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_stage` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lead_stage` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lead_stage` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"lead_status":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_status` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lead_status` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lead_status` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"lead_score":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_score` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lead_score` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lead_score` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"owner_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`owner_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`owner_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`owner_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"academic_session":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`academic_session` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`academic_session` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`academic_session` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"target_exam_year":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`target_exam_year` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`target_exam_year` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`target_exam_year` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"preferred_language":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`preferred_language` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`preferred_language` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`preferred_language` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"whatsapp_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`whatsapp_opt_in` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`whatsapp_opt_in` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`whatsapp_opt_in` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"sms_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`sms_opt_in` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`sms_opt_in` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`sms_opt_in` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"email_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`email_opt_in` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`email_opt_in` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`email_opt_in` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"dnd":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`dnd` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`dnd` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`dnd` AS STRING)
          END,
          '"'
        )
      )
    ),
    '}'
  ) AS original,
  f.file_name,
  r._row + 1 AS row_in_file,
  f.first_seen_at AS quarantined_at,
  f.run_id,
  v.clears_at
FROM raw.lead AS r
JOIN work.lead_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'lead' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';

-- keys (row_key) out of quarantine.lead
SELECT
  CAST(k AS STRING) AS row_key
FROM work.touched_1_source_lead;

-- rows into quarantine.lead
SELECT
  *
FROM work.lead_quarantine;

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM work.lead_verdict
    WHERE
      verdict = 'quarantined' AND _file >= 2
  ) AS one,
  (
    SELECT
      COUNT(*)
    FROM work.versions_source_lead
    WHERE
      _file >= 2
  ) AS other;

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM quarantine.`lead`
  ) AS one,
  (
    SELECT
      COUNT(*)
    FROM landed.lead
  ) AS other;

-- definition work.touched_silver_dim_lead
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_lead AS crm
) AS found
WHERE
  NOT k IS NULL;

-- table work.stale_silver_dim_lead
SELECT
  `stored`.`lead_id`,
  `stored`.`primary_mobile_number`,
  `stored`.`email`,
  `stored`.`student_id`,
  `stored`.`is_deleted`
FROM silver.dim_lead AS stored
WHERE
  `stored`.`lead_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_lead AS touched
  );

-- definition work.changed_silver_dim_lead
SELECT
  `lead_id`,
  `primary_mobile_number`,
  `email`,
  `student_id`,
  `is_deleted`,
  FALSE AS _is_new
FROM work.stale_silver_dim_lead
UNION ALL
SELECT
  `lead_id`,
  `primary_mobile_number`,
  `email`,
  `student_id`,
  `is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_dim_lead;

-- keys (lead_id) out of silver.dim_lead
SELECT
  k AS `lead_id`
FROM work.touched_silver_dim_lead;

-- rows into silver.dim_lead
SELECT
  `lead_id`,
  `primary_mobile_number`,
  `primary_mobile_number_raw`,
  `is_dummy_mobile`,
  `email`,
  `email_raw`,
  `student_id`,
  `full_name`,
  `first_name`,
  `last_name`,
  `name_key`,
  `name_raw`,
  `date_of_birth`,
  `date_of_birth_raw`,
  `gender`,
  `class_name`,
  `stream`,
  `board`,
  `school_name`,
  `city`,
  `state`,
  `pincode`,
  `pincode_raw`,
  `branch_id`,
  `branch_name`,
  `lead_source`,
  `lead_sub_source`,
  `utm_source`,
  `utm_medium`,
  `utm_campaign`,
  `lead_stage`,
  `lead_status`,
  `lead_score`,
  `owner_id`,
  `owner_name`,
  `academic_session`,
  `target_exam_year`,
  `preferred_language`,
  `whatsapp_opt_in`,
  `sms_opt_in`,
  `email_opt_in`,
  `is_dnd`,
  `extra`,
  `is_deleted`,
  `created_at`,
  `updated_at`,
  `deleted_at`,
  `ingested_at`
FROM work.fresh_silver_dim_lead;

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `lead_id`) AS repeated
    FROM work.fresh_silver_dim_lead
  ) AS m0
) AS k
WHERE
  repeated > 0;

-- part work.part_5_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  r.user_id AS k
FROM (
  SELECT
    m.user_id AS user_id,
    t.agent_id AS agent_id,
    t.direction AS direction,
    t.is_connected AS is_connected,
    t.occurred_at AS occurred_at,
    t.talk_seconds AS talk_seconds,
    t.updated_at AS updated_at
  FROM silver.fact_call_log AS t
  JOIN identity.user_map AS m
    ON m.lead_id = CAST(t.lead_id AS STRING)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      )
    )
  );

-- part work.part_6_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  r.user_id AS k
FROM (
  SELECT
    m.user_id AS user_id,
    t.call_disposition_id AS call_disposition_id,
    t.disposition AS disposition,
    t.sub_disposition AS sub_disposition,
    t.interest_level AS interest_level,
    t.is_dnd AS is_dnd,
    t.is_not_interested AS is_not_interested,
    t.follow_up_at AS follow_up_at,
    t.occurred_at AS occurred_at,
    t.updated_at AS updated_at
  FROM silver.fact_call_disposition AS t
  JOIN identity.user_map AS m
    ON m.lead_id = CAST(t.lead_id AS STRING)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.follow_up_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    )
  ) IS DISTINCT FROM (
    (
      r.follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    r.follow_up_at >= LEAST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    AND r.follow_up_at <= GREATEST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  );

-- part work.part_7_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  `stored`.`user_id` AS k
FROM gold.cdp_dim_user AS stored
WHERE
  (
    CAST(COALESCE(
      `stored`.`date_of_birth` > CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  ) IS DISTINCT FROM (
    CAST(COALESCE(
      `stored`.`date_of_birth` > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  )
  AND (
    `stored`.`date_of_birth` >= LEAST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
    )
    AND `stored`.`date_of_birth` <= GREATEST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
    )
  );

-- table work.touched_gold_cdp_dim_user
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_1_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_2_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_3_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_4_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_5_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_6_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_7_touched_gold_cdp_dim_user
) AS found
WHERE
  NOT k IS NULL;

-- part work.part_0_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_log:', COALESCE(call.call_log_id, '')) AS k
FROM silver.fact_call_log AS call
INNER JOIN work.changed_identity_user_map AS people
  ON call.lead_id = people.lead_id
WHERE
  NOT call.is_deleted;

-- part work.part_1_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_disposition:', COALESCE(outcome.call_disposition_id, '')) AS k
FROM silver.fact_call_disposition AS outcome
INNER JOIN work.changed_identity_user_map AS people
  ON outcome.lead_id = people.lead_id
WHERE
  NOT outcome.is_deleted;

-- table work.touched_gold_cdp_fact_events
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_gold_cdp_fact_events
  UNION
  SELECT
    k
  FROM work.part_1_touched_gold_cdp_fact_events
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_gold_cdp_fact_events of work.fresh_gold_cdp_fact_events
SELECT
  input_row.agent_id,
  input_row.call_date,
  input_row.call_log_id,
  input_row.campaign,
  input_row.direction,
  input_row.ingested_at,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.ring_seconds,
  input_row.status,
  input_row.talk_seconds,
  input_row.telephony_provider
FROM silver.fact_call_log AS input_row
WHERE
  COALESCE(CAST(input_row.call_log_id AS STRING), '') IN (
    SELECT
      SUBSTRING(touched.k, 10)
    FROM work.touched_gold_cdp_fact_events AS touched
    WHERE
      SUBSTRING(touched.k, 1, 9) = 'call_log:'
  );

-- part work.input_1_touched_gold_cdp_fact_events of work.fresh_gold_cdp_fact_events
SELECT
  input_row.agent_id,
  input_row.call_disposition_id,
  input_row.call_log_id,
  input_row.disposition,
  input_row.disposition_date,
  input_row.follow_up_at,
  input_row.ingested_at,
  input_row.interest_level,
  input_row.is_connected,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.remarks,
  input_row.sub_disposition
FROM silver.fact_call_disposition AS input_row
WHERE
  COALESCE(CAST(input_row.call_disposition_id AS STRING), '') IN (
    SELECT
      SUBSTRING(touched.k, 18)
    FROM work.touched_gold_cdp_fact_events AS touched
    WHERE
      SUBSTRING(touched.k, 1, 17) = 'call_disposition:'
  );
