-- table work.touched_1_source_call_disposition
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_call_disposition AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`call_disposition`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
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
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.call_disposition AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_call_disposition
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.new_call_disposition AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is missing' END,
        CASE WHEN rule_2 THEN 'not created in the future' END,
        CASE WHEN rule_3 THEN 'updated_at is missing' END,
        CASE WHEN rule_9 THEN 'updated after created' END
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`call_log_id` AS STRING), '') AS `call_log_id`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
  NULLIF(CAST(r.`disposition` AS STRING), '') AS `disposition`,
  NULLIF(CAST(r.`sub_disposition` AS STRING), '') AS `sub_disposition`,
  NULLIF(CAST(r.`remarks` AS STRING), '') AS `remarks`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`follow_up_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `follow_up_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`disposed_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `disposed_at`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
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
        '"call_log_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`call_log_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`call_log_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`call_log_id` AS STRING)
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
        '"agent_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`agent_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`agent_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`agent_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"disposition":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`disposition` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`disposition` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`disposition` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"sub_disposition":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`sub_disposition` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`sub_disposition` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`sub_disposition` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"remarks":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`remarks` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`remarks` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`remarks` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"follow_up_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`follow_up_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`follow_up_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`follow_up_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"disposed_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`disposed_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`disposed_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`disposed_at` AS STRING)
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
  CAST(k AS STRING) AS row_key
FROM work.touched_1_source_call_disposition;

-- table work.touched_1_source_call_log
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_call_log AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`call_log`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
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
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.call_log AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_call_log
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.new_call_log AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is missing' END,
        CASE WHEN rule_2 THEN 'not created in the future' END,
        CASE WHEN rule_3 THEN 'updated_at is missing' END,
        CASE WHEN rule_4 THEN 'lead_id is missing' END,
        CASE WHEN rule_5 THEN 'known direction' END,
        CASE WHEN rule_6 THEN 'known status' END,
        CASE WHEN rule_7 THEN 'ring_seconds below 0' END,
        CASE WHEN rule_8 THEN 'talk_seconds below 0' END,
        CASE WHEN rule_9 THEN 'updated after created' END
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`created_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `created_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`updated_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`deleted_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`agent_id` AS STRING), '') AS `agent_id`,
  NULLIF(CAST(r.`direction` AS STRING), '') AS `direction`,
  NULLIF(CAST(r.`telephony_provider` AS STRING), '') AS `telephony_provider`,
  NULLIF(CAST(r.`provider_call_id` AS STRING), '') AS `provider_call_id`,
  NULLIF(CAST(r.`from_number` AS STRING), '') AS `from_number`,
  NULLIF(CAST(r.`to_number` AS STRING), '') AS `to_number`,
  NULLIF(CAST(r.`status` AS STRING), '') AS `status`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`started_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `started_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`answered_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `answered_at`,
  CAST(TO_UTC_TIMESTAMP(CAST(r.`ended_at` AS TIMESTAMP_NTZ), CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ) AS `ended_at`,
  CAST(r.`ring_seconds` AS BIGINT) AS `ring_seconds`,
  CAST(r.`talk_seconds` AS BIGINT) AS `talk_seconds`,
  NULLIF(CAST(r.`recording_url` AS STRING), '') AS `recording_url`,
  NULLIF(CAST(r.`campaign` AS STRING), '') AS `campaign`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
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
        '"agent_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`agent_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`agent_id` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`agent_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"direction":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`direction` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`direction` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`direction` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"telephony_provider":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`telephony_provider` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`telephony_provider` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`telephony_provider` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"provider_call_id":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`provider_call_id` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`provider_call_id` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`provider_call_id` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"from_number":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`from_number` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`from_number` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`from_number` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"to_number":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`to_number` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`to_number` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`to_number` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"status":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`status` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`status` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`status` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"started_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`started_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`started_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`started_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"answered_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`answered_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`answered_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`answered_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"ended_at":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`ended_at` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`ended_at` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`ended_at` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"ring_seconds":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`ring_seconds` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`ring_seconds` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`ring_seconds` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"talk_seconds":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`talk_seconds` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`talk_seconds` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`talk_seconds` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"recording_url":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`recording_url` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(
                TO_JSON(STRUCT(CAST(r.`recording_url` AS STRING) AS t)),
                '(?s)^[{]"t":"(.*)"[}]\\z'
              ),
              ''
            )
            ELSE CAST(r.`recording_url` AS STRING)
          END,
          '"'
        )
      ),
      (
        '"campaign":' || CONCAT(
          '"',
          CASE
            WHEN CAST(r.`campaign` AS STRING) RLIKE '[\\u0000-\\u001f"\\\\]'
            THEN NULLIF(
              REGEXP_EXTRACT(TO_JSON(STRUCT(CAST(r.`campaign` AS STRING) AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
              ''
            )
            ELSE CAST(r.`campaign` AS STRING)
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
  CAST(k AS STRING) AS row_key
FROM work.touched_1_source_call_log;

-- table work.touched_1_source_lead
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_lead AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
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
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_15 THEN 'known lead stage' END,
        CASE WHEN rule_16 THEN 'known lead status' END,
        CASE WHEN rule_21 THEN 'updated after created' END
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`deleted_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`name` AS STRING), '') AS `name`,
  NULLIF(CAST(r.`primary_mobile_number` AS STRING), '') AS `primary_mobile_number`,
  NULLIF(CAST(r.`email` AS STRING), '') AS `email`,
  NULLIF(CAST(r.`student_id` AS STRING), '') AS `student_id`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`date_of_birth`,
      '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS DATE) AS `date_of_birth`,
  NULLIF(CAST(r.`gender` AS STRING), '') AS `gender`,
  NULLIF(CAST(r.`class_name` AS STRING), '') AS `class_name`,
  NULLIF(CAST(r.`stream` AS STRING), '') AS `stream`,
  NULLIF(CAST(r.`board` AS STRING), '') AS `board`,
  NULLIF(CAST(r.`school_name` AS STRING), '') AS `school_name`,
  NULLIF(CAST(r.`city` AS STRING), '') AS `city`,
  NULLIF(CAST(r.`state` AS STRING), '') AS `state`,
  NULLIF(CAST(r.`pincode` AS STRING), '') AS `pincode`,
  NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
  NULLIF(CAST(r.`branch_name` AS STRING), '') AS `branch_name`,
  NULLIF(CAST(r.`lead_source` AS STRING), '') AS `lead_source`,
  NULLIF(CAST(r.`lead_sub_source` AS STRING), '') AS `lead_sub_source`,
  NULLIF(CAST(r.`utm_source` AS STRING), '') AS `utm_source`,
  NULLIF(CAST(r.`utm_medium` AS STRING), '') AS `utm_medium`,
  NULLIF(CAST(r.`utm_campaign` AS STRING), '') AS `utm_campaign`,
  NULLIF(CAST(r.`lead_stage` AS STRING), '') AS `lead_stage`,
  NULLIF(CAST(r.`lead_status` AS STRING), '') AS `lead_status`,
  TRY_CAST(r.`lead_score` AS DOUBLE) AS `lead_score`,
  NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
  NULLIF(CAST(r.`academic_session` AS STRING), '') AS `academic_session`,
  r.`target_exam_year` AS `target_exam_year`,
  NULLIF(CAST(r.`preferred_language` AS STRING), '') AS `preferred_language`,
  r.`whatsapp_opt_in` AS `whatsapp_opt_in`,
  r.`sms_opt_in` AS `sms_opt_in`,
  r.`email_opt_in` AS `email_opt_in`,
  r.`dnd` AS `dnd`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
FROM work.touched_1_source_lead
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_product_opportunity
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_product_opportunity AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`product_opportunity`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
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
  FROM landed.product_opportunity AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_product_opportunity
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
  FROM landed.new_product_opportunity AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_7 THEN 'lead_id is missing' END,
        CASE WHEN rule_10 THEN 'known stage' END,
        CASE WHEN rule_11 THEN 'quoted_fee below 0' END,
        CASE WHEN rule_12 THEN 'quoted_fee above 10000000' END,
        CASE WHEN rule_13 THEN 'discount_percent below 0' END,
        CASE WHEN rule_14 THEN 'discount_percent above 100' END,
        CASE WHEN rule_15 THEN 'paid_fee below 0' END,
        CASE WHEN rule_16 THEN 'paid_fee above 10000000' END,
        CASE WHEN rule_20 THEN 'updated after created' END
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`deleted_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`product_code` AS STRING), '') AS `product_code`,
  NULLIF(CAST(r.`product_name` AS STRING), '') AS `product_name`,
  NULLIF(CAST(r.`mode` AS STRING), '') AS `mode`,
  NULLIF(CAST(r.`academic_session` AS STRING), '') AS `academic_session`,
  NULLIF(CAST(r.`stage` AS STRING), '') AS `stage`,
  NULLIF(CAST(r.`lost_reason` AS STRING), '') AS `lost_reason`,
  r.`quoted_fee` AS `quoted_fee`,
  r.`discount_percent` AS `discount_percent`,
  r.`paid_fee` AS `paid_fee`,
  NULLIF(CAST(r.`currency` AS STRING), '') AS `currency`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`expected_close_date`,
      '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS DATE) AS `expected_close_date`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`closed_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `closed_at`,
  NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
  NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
FROM work.touched_1_source_product_opportunity
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_scholarship_opportunity
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_scholarship_opportunity AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`scholarship_opportunity`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
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
  FROM landed.scholarship_opportunity AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_scholarship_opportunity
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
  FROM landed.new_scholarship_opportunity AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`deleted_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`lead_id` AS STRING), '') AS `lead_id`,
  NULLIF(CAST(r.`exam_code` AS STRING), '') AS `exam_code`,
  NULLIF(CAST(r.`exam_name` AS STRING), '') AS `exam_name`,
  TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      r.`exam_date`,
      '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\\u0009-\\u000d ]*\\z'
    ),
    ''
  ) AS DATE) AS `exam_date`,
  NULLIF(CAST(r.`exam_mode` AS STRING), '') AS `exam_mode`,
  NULLIF(CAST(r.`roll_number` AS STRING), '') AS `roll_number`,
  NULLIF(CAST(r.`registration_status` AS STRING), '') AS `registration_status`,
  r.`appeared` AS `appeared`,
  r.`score` AS `score`,
  r.`rank` AS `rank`,
  r.`scholarship_percent` AS `scholarship_percent`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`result_declared_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `result_declared_at`,
  NULLIF(CAST(r.`stage` AS STRING), '') AS `stage`,
  NULLIF(CAST(r.`owner_id` AS STRING), '') AS `owner_id`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
FROM work.touched_1_source_scholarship_opportunity
WHERE
  NOT k IS NULL;

-- table work.touched_1_source_user
SELECT DISTINCT
  k
FROM (
  SELECT
    NULLIF(CAST(r.`id` AS STRING), '') AS k
  FROM landed.new_user AS r
  WHERE
    r._file IN (1) AND NOT NULLIF(CAST(r.`id` AS STRING), '') IS NULL
  UNION
  SELECT
    CAST(row_key AS STRING) AS k
  FROM quarantine.`user`
  WHERE
    clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    AND (
      clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
      OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
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
  FROM landed.user AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_1_source_user
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
  FROM landed.new_user AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
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
    ROW_NUMBER() OVER (PARTITION BY _file ORDER BY _row NULLS LAST) AS turn
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
  NULLIF(CAST(r.`id` AS STRING), '') AS `id`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `created_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `updated_at`,
  CAST(TRY_CAST(NULLIF(
    REGEXP_EXTRACT(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            r.`deleted_at`,
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
  ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS `deleted_at`,
  NULLIF(CAST(r.`name` AS STRING), '') AS `name`,
  NULLIF(CAST(r.`email` AS STRING), '') AS `email`,
  NULLIF(CAST(r.`role` AS STRING), '') AS `role`,
  NULLIF(CAST(r.`team` AS STRING), '') AS `team`,
  NULLIF(CAST(r.`branch_id` AS STRING), '') AS `branch_id`,
  r.`is_active` AS `is_active`,
  CAST(NULL AS STRING) AS extra,
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
  k AS `id`
FROM work.touched_1_source_user
WHERE
  NOT k IS NULL;
