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
        '"lead_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lead_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lead_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lead_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"exam_code":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`exam_code` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`exam_code` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`exam_code` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"exam_name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`exam_name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`exam_name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`exam_name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"exam_date":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`exam_date` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`exam_date` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`exam_date` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"exam_mode":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`exam_mode` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`exam_mode` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`exam_mode` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"roll_number":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`roll_number` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`roll_number` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`roll_number` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"registration_status":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`registration_status` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`registration_status` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`registration_status` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"appeared":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`appeared` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`appeared` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`appeared` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"score":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`score` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`score` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`score` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"rank":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`rank` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`rank` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`rank` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"scholarship_percent":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`scholarship_percent` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`scholarship_percent` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`scholarship_percent` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"result_declared_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`result_declared_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`result_declared_at` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`result_declared_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"stage":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`stage` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`stage` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`stage` AS STRING)
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
      )
    ),
    '}'
  ) AS original,
  f.file_name,
  r._row + 1 AS row_in_file,
  f.first_seen_at AS quarantined_at,
  f.run_id,
  v.clears_at
FROM raw.scholarship_opportunity AS r
JOIN work.scholarship_opportunity_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'scholarship_opportunity' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';
