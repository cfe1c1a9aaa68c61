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
        '"call_log_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."call_log_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."call_log_id" AS VARCHAR),
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
            ELSE CAST(r."call_log_id" AS VARCHAR)
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
        '"agent_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."agent_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."agent_id" AS VARCHAR),
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
            ELSE CAST(r."agent_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"disposition":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."disposition" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."disposition" AS VARCHAR),
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
            ELSE CAST(r."disposition" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"sub_disposition":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."sub_disposition" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."sub_disposition" AS VARCHAR),
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
            ELSE CAST(r."sub_disposition" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"remarks":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."remarks" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."remarks" AS VARCHAR),
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
            ELSE CAST(r."remarks" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"follow_up_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."follow_up_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."follow_up_at" AS VARCHAR),
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
            ELSE CAST(r."follow_up_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"disposed_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."disposed_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."disposed_at" AS VARCHAR),
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
            ELSE CAST(r."disposed_at" AS VARCHAR)
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
FROM raw.call_disposition AS r
JOIN work.call_disposition_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_disposition' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';
