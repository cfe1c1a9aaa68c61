-- table work.touched_1_source_call_disposition
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_call_disposition AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."call_disposition"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
    )
) AS found;

-- table work.versions_source_call_disposition
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
    CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS row_version
  FROM landed.call_disposition AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_call_disposition
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
    CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS row_version
  FROM landed.new_call_disposition AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_call_disposition
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

-- table raw.call_disposition
SELECT
  *
FROM landed.held_call_disposition AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_call_disposition
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition work.call_disposition_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CAST(CASE WHEN rule_0 THEN 'id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_1 THEN 'created_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_2 THEN 'not created in the future' END AS VARCHAR),
        CAST(CASE WHEN rule_3 THEN 'updated_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_9 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.call_disposition_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- definition source.call_disposition
SELECT
  NULLIF(CAST(r."id" AS VARCHAR), '') AS "id",
  CAST(AT_TIMEZONE(r."created_at", 'UTC') AS TIMESTAMP(6)) AS "created_at",
  CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS "updated_at",
  CAST(AT_TIMEZONE(r."deleted_at", 'UTC') AS TIMESTAMP(6)) AS "deleted_at",
  NULLIF(CAST(r."call_log_id" AS VARCHAR), '') AS "call_log_id",
  NULLIF(CAST(r."lead_id" AS VARCHAR), '') AS "lead_id",
  NULLIF(CAST(r."agent_id" AS VARCHAR), '') AS "agent_id",
  NULLIF(CAST(r."disposition" AS VARCHAR), '') AS "disposition",
  NULLIF(CAST(r."sub_disposition" AS VARCHAR), '') AS "sub_disposition",
  NULLIF(CAST(r."remarks" AS VARCHAR), '') AS "remarks",
  CAST(AT_TIMEZONE(r."follow_up_at", 'UTC') AS TIMESTAMP(6)) AS "follow_up_at",
  CAST(AT_TIMEZONE(r."disposed_at", 'UTC') AS TIMESTAMP(6)) AS "disposed_at",
  CAST(NULL AS VARCHAR) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.call_disposition AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_disposition' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.call_disposition_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- definition work.changed_source_call_disposition
SELECT
  k AS "id"
FROM work.touched_1_source_call_disposition
WHERE
  NOT k IS NULL;

-- definition work.call_disposition_quarantine
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

-- keys (row_key) out of quarantine.call_disposition
SELECT
  CAST(k AS VARCHAR) AS row_key
FROM work.touched_1_source_call_disposition;

-- table work.touched_1_source_call_log
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_call_log AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."call_log"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
    )
) AS found;

-- table work.versions_source_call_log
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
    CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS row_version
  FROM landed.call_log AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_call_log
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
    CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS row_version
  FROM landed.new_call_log AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_call_log
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

-- table raw.call_log
SELECT
  *
FROM landed.held_call_log AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_call_log
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition work.call_log_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CAST(CASE WHEN rule_0 THEN 'id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_1 THEN 'created_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_2 THEN 'not created in the future' END AS VARCHAR),
        CAST(CASE WHEN rule_3 THEN 'updated_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_4 THEN 'lead_id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_5 THEN 'known direction' END AS VARCHAR),
        CAST(CASE WHEN rule_6 THEN 'known status' END AS VARCHAR),
        CAST(CASE WHEN rule_7 THEN 'ring_seconds below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_8 THEN 'talk_seconds below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_9 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.call_log_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- definition source.call_log
SELECT
  NULLIF(CAST(r."id" AS VARCHAR), '') AS "id",
  CAST(AT_TIMEZONE(r."created_at", 'UTC') AS TIMESTAMP(6)) AS "created_at",
  CAST(AT_TIMEZONE(r."updated_at", 'UTC') AS TIMESTAMP(6)) AS "updated_at",
  CAST(AT_TIMEZONE(r."deleted_at", 'UTC') AS TIMESTAMP(6)) AS "deleted_at",
  NULLIF(CAST(r."lead_id" AS VARCHAR), '') AS "lead_id",
  NULLIF(CAST(r."agent_id" AS VARCHAR), '') AS "agent_id",
  NULLIF(CAST(r."direction" AS VARCHAR), '') AS "direction",
  NULLIF(CAST(r."telephony_provider" AS VARCHAR), '') AS "telephony_provider",
  NULLIF(CAST(r."provider_call_id" AS VARCHAR), '') AS "provider_call_id",
  NULLIF(CAST(r."from_number" AS VARCHAR), '') AS "from_number",
  NULLIF(CAST(r."to_number" AS VARCHAR), '') AS "to_number",
  NULLIF(CAST(r."status" AS VARCHAR), '') AS "status",
  CAST(AT_TIMEZONE(r."started_at", 'UTC') AS TIMESTAMP(6)) AS "started_at",
  CAST(AT_TIMEZONE(r."answered_at", 'UTC') AS TIMESTAMP(6)) AS "answered_at",
  CAST(AT_TIMEZONE(r."ended_at", 'UTC') AS TIMESTAMP(6)) AS "ended_at",
  CAST(r."ring_seconds" AS BIGINT) AS "ring_seconds",
  CAST(r."talk_seconds" AS BIGINT) AS "talk_seconds",
  NULLIF(CAST(r."recording_url" AS VARCHAR), '') AS "recording_url",
  NULLIF(CAST(r."campaign" AS VARCHAR), '') AS "campaign",
  CAST(NULL AS VARCHAR) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.call_log AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_log' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.call_log_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- definition work.changed_source_call_log
SELECT
  k AS "id"
FROM work.touched_1_source_call_log
WHERE
  NOT k IS NULL;

-- definition work.call_log_quarantine
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
        '"direction":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."direction" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."direction" AS VARCHAR),
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
            ELSE CAST(r."direction" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"telephony_provider":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."telephony_provider" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."telephony_provider" AS VARCHAR),
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
            ELSE CAST(r."telephony_provider" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"provider_call_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."provider_call_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."provider_call_id" AS VARCHAR),
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
            ELSE CAST(r."provider_call_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"from_number":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."from_number" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."from_number" AS VARCHAR),
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
            ELSE CAST(r."from_number" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"to_number":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."to_number" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."to_number" AS VARCHAR),
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
            ELSE CAST(r."to_number" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"status":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."status" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."status" AS VARCHAR),
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
            ELSE CAST(r."status" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"started_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."started_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."started_at" AS VARCHAR),
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
            ELSE CAST(r."started_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"answered_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."answered_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."answered_at" AS VARCHAR),
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
            ELSE CAST(r."answered_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"ended_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."ended_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."ended_at" AS VARCHAR),
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
            ELSE CAST(r."ended_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"ring_seconds":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."ring_seconds" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."ring_seconds" AS VARCHAR),
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
            ELSE CAST(r."ring_seconds" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"talk_seconds":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."talk_seconds" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."talk_seconds" AS VARCHAR),
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
            ELSE CAST(r."talk_seconds" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"recording_url":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."recording_url" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."recording_url" AS VARCHAR),
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
            ELSE CAST(r."recording_url" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"campaign":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."campaign" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."campaign" AS VARCHAR),
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
            ELSE CAST(r."campaign" AS VARCHAR)
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
FROM raw.call_log AS r
JOIN work.call_log_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'call_log' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';

-- keys (row_key) out of quarantine.call_log
SELECT
  CAST(k AS VARCHAR) AS row_key
FROM work.touched_1_source_call_log;

-- table work.touched_1_source_lead
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_lead AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."lead"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.lead AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_lead
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.new_lead AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_lead
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

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
  );

-- definition work.lead_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CAST(CASE WHEN rule_0 THEN 'id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_1 THEN 'created_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_2 THEN 'created_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_3 THEN 'not created in the future' END AS VARCHAR),
        CAST(CASE WHEN rule_4 THEN 'updated_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_5 THEN 'updated_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_15 THEN 'known lead stage' END AS VARCHAR),
        CAST(CASE WHEN rule_16 THEN 'known lead status' END AS VARCHAR),
        CAST(CASE WHEN rule_21 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.lead_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- definition source.lead
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
  r."target_exam_year" AS "target_exam_year",
  NULLIF(CAST(r."preferred_language" AS VARCHAR), '') AS "preferred_language",
  r."whatsapp_opt_in" AS "whatsapp_opt_in",
  r."sms_opt_in" AS "sms_opt_in",
  r."email_opt_in" AS "email_opt_in",
  r."dnd" AS "dnd",
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

-- definition work.changed_source_lead
SELECT
  k AS "id"
FROM work.touched_1_source_lead
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_product_opportunity
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_product_opportunity AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."product_opportunity"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
    )
) AS found;

-- table work.versions_source_product_opportunity
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.product_opportunity AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_product_opportunity
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.new_product_opportunity AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_product_opportunity
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

-- table raw.product_opportunity
SELECT
  *
FROM landed.held_product_opportunity AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_product_opportunity
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition work.product_opportunity_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CAST(CASE WHEN rule_0 THEN 'id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_1 THEN 'created_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_2 THEN 'created_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_3 THEN 'not created in the future' END AS VARCHAR),
        CAST(CASE WHEN rule_4 THEN 'updated_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_5 THEN 'updated_at is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END AS VARCHAR),
        CAST(CASE WHEN rule_7 THEN 'lead_id is missing' END AS VARCHAR),
        CAST(CASE WHEN rule_10 THEN 'known stage' END AS VARCHAR),
        CAST(CASE WHEN rule_11 THEN 'quoted_fee below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_12 THEN 'quoted_fee above 10000000' END AS VARCHAR),
        CAST(CASE WHEN rule_13 THEN 'discount_percent below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_14 THEN 'discount_percent above 100' END AS VARCHAR),
        CAST(CASE WHEN rule_15 THEN 'paid_fee below 0' END AS VARCHAR),
        CAST(CASE WHEN rule_16 THEN 'paid_fee above 10000000' END AS VARCHAR),
        CAST(CASE WHEN rule_20 THEN 'updated after created' END AS VARCHAR)
      ),
      ''
    ) AS rules
  FROM work.product_opportunity_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- definition source.product_opportunity
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
  NULLIF(CAST(r."lead_id" AS VARCHAR), '') AS "lead_id",
  NULLIF(CAST(r."product_code" AS VARCHAR), '') AS "product_code",
  NULLIF(CAST(r."product_name" AS VARCHAR), '') AS "product_name",
  NULLIF(CAST(r."mode" AS VARCHAR), '') AS "mode",
  NULLIF(CAST(r."academic_session" AS VARCHAR), '') AS "academic_session",
  NULLIF(CAST(r."stage" AS VARCHAR), '') AS "stage",
  NULLIF(CAST(r."lost_reason" AS VARCHAR), '') AS "lost_reason",
  r."quoted_fee" AS "quoted_fee",
  r."discount_percent" AS "discount_percent",
  r."paid_fee" AS "paid_fee",
  NULLIF(CAST(r."currency" AS VARCHAR), '') AS "currency",
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r."expected_close_date",
      '^[\u0009-\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\u0009-\u000d ]*\z',
      1
    ),
    ''
  ) AS DATE) AS "expected_close_date",
  CAST(AT_TIMEZONE(
    TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r."closed_at",
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
  ) AS TIMESTAMP(6)) AS "closed_at",
  NULLIF(CAST(r."branch_id" AS VARCHAR), '') AS "branch_id",
  NULLIF(CAST(r."owner_id" AS VARCHAR), '') AS "owner_id",
  CAST(NULL AS VARCHAR) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.product_opportunity AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'product_opportunity' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.product_opportunity_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- definition work.changed_source_product_opportunity
SELECT
  k AS "id"
FROM work.touched_1_source_product_opportunity
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_scholarship_opportunity
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_scholarship_opportunity AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."scholarship_opportunity"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
    )
) AS found;

-- table work.versions_source_scholarship_opportunity
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.scholarship_opportunity AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_scholarship_opportunity
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.new_scholarship_opportunity AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_scholarship_opportunity
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

-- table raw.scholarship_opportunity
SELECT
  *
FROM landed.held_scholarship_opportunity AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_scholarship_opportunity
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition source.scholarship_opportunity
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
  r."appeared" AS "appeared",
  r."score" AS "score",
  r."rank" AS "rank",
  r."scholarship_percent" AS "scholarship_percent",
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
  CAST(NULL AS VARCHAR) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.scholarship_opportunity AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'scholarship_opportunity' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.scholarship_opportunity_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- definition work.changed_source_scholarship_opportunity
SELECT
  k AS "id"
FROM work.touched_1_source_scholarship_opportunity
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_user
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r."id" AS VARCHAR), '') AS k
  FROM landed.new_user AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS VARCHAR) AS k
  FROM quarantine."user"
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP(6))
    )
) AS found;

-- table work.versions_source_user
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
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.user AS r
  WHERE
    r."id" IN (
      SELECT
        k
      FROM work.touched_1_source_user
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r."id" AS VARCHAR), '') AS VARCHAR) AS row_key,
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
    ) AS TIMESTAMP(6)) AS row_version
  FROM landed.new_user AS r
  WHERE
    NULLIF(CAST(r."id" AS VARCHAR), '') IS NULL AND r._file >= 1
) AS found;

-- question
SELECT
  _file,
  _row,
  n
FROM (
  SELECT
    _file,
    _row,
    COUNT(*) OVER (PARTITION BY _file) AS n,
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row) AS turn
  FROM work.versions_source_user
  WHERE
    place = 1 OR row_key IS NULL OR (
      row_version IS NULL AND _arrival > newest
    )
) AS v
WHERE
  n <= 50 OR turn = 1;

-- table raw.user
SELECT
  *
FROM landed.held_user AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_user
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition source.user
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
  NULLIF(CAST(r."email" AS VARCHAR), '') AS "email",
  NULLIF(CAST(r."role" AS VARCHAR), '') AS "role",
  NULLIF(CAST(r."team" AS VARCHAR), '') AS "team",
  NULLIF(CAST(r."branch_id" AS VARCHAR), '') AS "branch_id",
  r."is_active" AS "is_active",
  CAST(NULL AS VARCHAR) AS extra,
  f.first_seen_at AS _ingested_at
FROM raw.user AS r
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'user' AND f.file_no = r._file
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.user_verdict AS v
    WHERE
      v._arrival = r._arrival
  );

-- definition work.changed_source_user
SELECT
  k AS "id"
FROM work.touched_1_source_user
WHERE
  NOT k IS NULL;
