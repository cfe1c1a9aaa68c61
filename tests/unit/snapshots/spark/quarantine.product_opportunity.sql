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
        '"product_code":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`product_code` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`product_code` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`product_code` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"product_name":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`product_name` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`product_name` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`product_name` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"mode":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`mode` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`mode` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`mode` AS STRING)
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
        '"lost_reason":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`lost_reason` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`lost_reason` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`lost_reason` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"quoted_fee":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`quoted_fee` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`quoted_fee` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`quoted_fee` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"discount_percent":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`discount_percent` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`discount_percent` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`discount_percent` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"paid_fee":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`paid_fee` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`paid_fee` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`paid_fee` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"currency":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`currency` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`currency` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`currency` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"expected_close_date":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`expected_close_date` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`expected_close_date` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`expected_close_date` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"closed_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`closed_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`closed_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`closed_at` AS STRING)
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
FROM raw.product_opportunity AS r
JOIN work.product_opportunity_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'product_opportunity' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';
