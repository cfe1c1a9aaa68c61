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
            WHEN REGEXP_LIKE(CAST(r."id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"created_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."created_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."created_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."created_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"updated_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."updated_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."updated_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."updated_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"deleted_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."deleted_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."deleted_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."deleted_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"exam_code":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."exam_code" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."exam_code" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."exam_code" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"exam_name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."exam_name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."exam_name" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."exam_name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"exam_date":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."exam_date" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."exam_date" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."exam_date" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"exam_mode":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."exam_mode" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."exam_mode" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."exam_mode" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"roll_number":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."roll_number" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."roll_number" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."roll_number" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"registration_status":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."registration_status" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."registration_status" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."registration_status" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"appeared":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."appeared" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."appeared" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."appeared" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"score":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."score" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."score" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."score" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"rank":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."rank" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."rank" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."rank" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"scholarship_percent":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."scholarship_percent" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."scholarship_percent" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."scholarship_percent" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"result_declared_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."result_declared_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."result_declared_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."result_declared_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"stage":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."stage" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."stage" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."stage" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"owner_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."owner_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."owner_id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."owner_id" AS VARCHAR)
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
