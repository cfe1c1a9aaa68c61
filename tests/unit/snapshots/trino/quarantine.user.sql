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
        '"name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."name" AS VARCHAR),
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
            ELSE CAST(r."name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"email":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."email" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."email" AS VARCHAR),
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
            ELSE CAST(r."email" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"role":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."role" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."role" AS VARCHAR),
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
            ELSE CAST(r."role" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"team":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."team" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."team" AS VARCHAR),
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
            ELSE CAST(r."team" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"branch_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."branch_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."branch_id" AS VARCHAR),
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
            ELSE CAST(r."branch_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"is_active":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."is_active" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."is_active" AS VARCHAR),
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
            ELSE CAST(r."is_active" AS VARCHAR)
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
FROM raw.user AS r
JOIN work.user_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'user' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';
