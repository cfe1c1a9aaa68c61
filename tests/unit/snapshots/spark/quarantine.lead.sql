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
