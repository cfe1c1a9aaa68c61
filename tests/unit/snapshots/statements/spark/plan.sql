-- question
SELECT
  run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ),
  model,
  fingerprint
FROM ops.run;

-- question
SELECT
  table_name,
  file_no,
  file_name,
  file_bytes,
  modified_ns,
  run_id,
  first_seen_at
FROM ops.source_file;

-- question
SELECT
  *
FROM ops.source_table;

-- question
SELECT
  'call_disposition' AS table_name,
  COUNT(*) AS n
FROM quarantine.`call_disposition`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  )
UNION ALL
SELECT
  'call_log' AS table_name,
  COUNT(*) AS n
FROM quarantine.`call_log`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  )
UNION ALL
SELECT
  'lead' AS table_name,
  COUNT(*) AS n
FROM quarantine.`lead`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  )
UNION ALL
SELECT
  'product_opportunity' AS table_name,
  COUNT(*) AS n
FROM quarantine.`product_opportunity`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  )
UNION ALL
SELECT
  'scholarship_opportunity' AS table_name,
  COUNT(*) AS n
FROM quarantine.`scholarship_opportunity`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  )
UNION ALL
SELECT
  'user' AS table_name,
  COUNT(*) AS n
FROM quarantine.`user`
WHERE
  clears_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
  AND (
    clears_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    OR clears_at = CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ)
  );

-- question
SELECT
  COUNT(*) AS n
FROM landed.call_disposition;

-- question
SELECT
  COUNT(*) AS n
FROM landed.call_log;

-- question
SELECT
  COUNT(*) AS n
FROM landed.lead;

-- question
SELECT
  COUNT(*) AS n
FROM landed.product_opportunity;

-- question
SELECT
  COUNT(*) AS n
FROM landed.scholarship_opportunity;

-- question
SELECT
  COUNT(*) AS n
FROM landed.user;

-- question
SELECT
  COUNT(*) AS n
FROM silver.dim_agent;

-- question
SELECT
  COUNT(*) AS n
FROM silver.dim_product_opportunity;

-- question
SELECT
  COUNT(*) AS n
FROM silver.dim_scholarship_opportunity;

-- question
SELECT
  COUNT(*) AS n
FROM silver.fact_call_log;

-- question
SELECT
  COUNT(*) AS n
FROM silver.dim_lead;

-- question
SELECT
  COUNT(*) AS n
FROM silver.fact_call_disposition;

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_dim_user;

-- question
SELECT
  COUNT(*) AS n
FROM identity.identifier_value;

-- question
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

-- question
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

-- question
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

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_fact_events;

-- question
SELECT
  COUNT(*) AS n
FROM identity.user_map;

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_user_redirect;

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_dim_contact_point;

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_user_identifier;

-- question
SELECT
  COUNT(*) AS n
FROM audience.callback_due_today;

-- question
SELECT DISTINCT
  u.user_id AS k
FROM gold.cdp_dim_user AS u
WHERE
  (
    CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE)
    AND u.can_call
  )
  AND (
    (
      CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE)
      AND u.can_call
    )
  ) IS DISTINCT FROM (
    (
      CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE)
      AND u.can_call
    )
  );

-- question
SELECT
  COUNT(*) AS n
FROM audience.fee_pending;

-- question
SELECT
  COUNT(*) AS n
FROM audience.hot_leads_not_called;

-- question
SELECT DISTINCT
  u.user_id AS k
FROM gold.cdp_dim_user AS u
WHERE
  (
    (
      u.interest_level = 'hot'
      AND NOT u.is_enrolled
      AND u.can_call
      AND (
        u.last_call_at IS NULL
        OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
      )
    )
    AND (
      (
        u.interest_level = 'hot'
        AND NOT u.is_enrolled
        AND u.can_call
        AND (
          u.last_call_at IS NULL
          OR u.last_call_at < CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
        )
      )
    ) IS DISTINCT FROM (
      (
        u.interest_level = 'hot'
        AND NOT u.is_enrolled
        AND u.can_call
        AND (
          u.last_call_at IS NULL
          OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
        )
      )
    )
  )
  AND (
    u.last_call_at >= LEAST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR,
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
    )
    AND u.last_call_at <= GREATEST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR,
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
    )
  );

-- question
SELECT
  COUNT(*) AS n
FROM audience.never_connected;

-- question
SELECT
  COUNT(*) AS n
FROM audience.scholarship_not_enrolled;

-- question
SELECT
  COUNT(*) AS n
FROM audience.win_back_last_session;

-- question
SELECT DISTINCT
  u.user_id AS k
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.lead_stage = 'Lost'
    AND NOT u.is_enrolled
    AND NOT u.is_dnd
    AND u.academic_session = CONCAT(
      COALESCE(
        CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS STRING),
        ''
      ),
      '-',
      COALESCE(
        SUBSTRING(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS STRING),
          3,
          2
        ),
        ''
      )
    )
  )
  AND (
    (
      u.lead_stage = 'Lost'
      AND NOT u.is_enrolled
      AND NOT u.is_dnd
      AND u.academic_session = CONCAT(
        COALESCE(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS STRING),
          ''
        ),
        '-',
        COALESCE(
          SUBSTRING(
            CAST(EXTRACT(YEAR FROM CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS STRING),
            3,
            2
          ),
          ''
        )
      )
    )
  ) IS DISTINCT FROM (
    (
      u.lead_stage = 'Lost'
      AND NOT u.is_enrolled
      AND NOT u.is_dnd
      AND u.academic_session = CONCAT(
        COALESCE(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS STRING),
          ''
        ),
        '-',
        COALESCE(
          SUBSTRING(
            CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS STRING),
            3,
            2
          ),
          ''
        )
      )
    )
  );
