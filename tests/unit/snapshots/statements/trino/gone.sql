-- table work.fresh_silver_fact_call_log
SELECT
  crm.id AS call_log_id,
  crm.lead_id,
  crm.agent_id,
  crm.direction,
  crm.telephony_provider,
  crm.provider_call_id,
  crm.from_number,
  crm.to_number,
  crm.status,
  COALESCE(crm.status = 'answered', FALSE) AS is_connected,
  NULLIF(TRIM(crm.campaign), '') AS campaign,
  COALESCE(crm.started_at, crm.created_at) AS occurred_at,
  CAST(COALESCE(crm.started_at, crm.created_at) + INTERVAL '330' MINUTE AS DATE) AS call_date,
  CAST(EXTRACT(HOUR FROM COALESCE(crm.started_at, crm.created_at) + INTERVAL '330' MINUTE) AS INTEGER) AS call_hour_ist,
  crm.started_at,
  crm.answered_at,
  crm.ended_at,
  crm.ring_seconds,
  crm.talk_seconds,
  crm.recording_url,
  crm.extra,
  NOT crm.deleted_at IS NULL AS is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at AS ingested_at
FROM source.call_log AS crm;

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT "call_log_id") AS repeated
FROM silver.fact_call_log;

-- table work.compared_silver_fact_call_log
SELECT
  COALESCE(n."call_log_id", o."call_log_id") AS "call_log_id",
  o."call_log_id" AS "_old_call_log_id",
  o."lead_id" AS "_old_lead_id",
  o."is_deleted" AS "_old_is_deleted",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_silver_fact_call_log
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."call_log_id",
      "stored"."lead_id",
      "stored"."agent_id",
      "stored"."direction",
      "stored"."telephony_provider",
      "stored"."provider_call_id",
      "stored"."from_number",
      "stored"."to_number",
      "stored"."status",
      "stored"."is_connected",
      "stored"."campaign",
      "stored"."occurred_at",
      "stored"."call_date",
      "stored"."call_hour_ist",
      "stored"."started_at",
      "stored"."answered_at",
      "stored"."ended_at",
      "stored"."ring_seconds",
      "stored"."talk_seconds",
      "stored"."recording_url",
      "stored"."extra",
      "stored"."is_deleted",
      "stored"."created_at",
      "stored"."updated_at",
      "stored"."deleted_at",
      "stored"."ingested_at"
    FROM silver.fact_call_log AS stored
  ) AS s
) AS o
  ON n."call_log_id" = o."call_log_id"
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n."lead_id" IS NOT DISTINCT FROM o."lead_id"
    AND n."agent_id" IS NOT DISTINCT FROM o."agent_id"
    AND n."direction" IS NOT DISTINCT FROM o."direction"
    AND n."telephony_provider" IS NOT DISTINCT FROM o."telephony_provider"
    AND n."provider_call_id" IS NOT DISTINCT FROM o."provider_call_id"
    AND n."from_number" IS NOT DISTINCT FROM o."from_number"
    AND n."to_number" IS NOT DISTINCT FROM o."to_number"
    AND n."status" IS NOT DISTINCT FROM o."status"
    AND n."is_connected" IS NOT DISTINCT FROM o."is_connected"
    AND n."campaign" IS NOT DISTINCT FROM o."campaign"
    AND n."occurred_at" IS NOT DISTINCT FROM o."occurred_at"
    AND n."call_date" IS NOT DISTINCT FROM o."call_date"
    AND n."call_hour_ist" IS NOT DISTINCT FROM o."call_hour_ist"
    AND n."started_at" IS NOT DISTINCT FROM o."started_at"
    AND n."answered_at" IS NOT DISTINCT FROM o."answered_at"
    AND n."ended_at" IS NOT DISTINCT FROM o."ended_at"
    AND n."ring_seconds" IS NOT DISTINCT FROM o."ring_seconds"
    AND n."talk_seconds" IS NOT DISTINCT FROM o."talk_seconds"
    AND n."recording_url" IS NOT DISTINCT FROM o."recording_url"
    AND n."extra" IS NOT DISTINCT FROM o."extra"
    AND n."is_deleted" IS NOT DISTINCT FROM o."is_deleted"
    AND n."created_at" IS NOT DISTINCT FROM o."created_at"
    AND n."updated_at" IS NOT DISTINCT FROM o."updated_at"
    AND n."deleted_at" IS NOT DISTINCT FROM o."deleted_at"
    AND n."ingested_at" IS NOT DISTINCT FROM o."ingested_at",
    FALSE
  );

-- definition work.changed_silver_fact_call_log
SELECT
  "_old_call_log_id" AS "call_log_id",
  "_old_lead_id" AS "lead_id",
  "_old_is_deleted" AS "is_deleted",
  FALSE AS _is_new
FROM work.compared_silver_fact_call_log
WHERE
  _was_there
UNION ALL
SELECT
  n."call_log_id",
  n."lead_id",
  n."is_deleted",
  TRUE AS _is_new
FROM work.fresh_silver_fact_call_log AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_fact_call_log AS k
    WHERE
      k._is_there AND k."call_log_id" = n."call_log_id"
  );

-- keys (call_log_id) out of silver.fact_call_log
SELECT
  "call_log_id"
FROM work.compared_silver_fact_call_log
WHERE
  _was_there;

-- rows into silver.fact_call_log
SELECT
  "call_log_id",
  "lead_id",
  "agent_id",
  "direction",
  "telephony_provider",
  "provider_call_id",
  "from_number",
  "to_number",
  "status",
  "is_connected",
  "campaign",
  "occurred_at",
  "call_date",
  "call_hour_ist",
  "started_at",
  "answered_at",
  "ended_at",
  "ring_seconds",
  "talk_seconds",
  "recording_url",
  "extra",
  "is_deleted",
  "created_at",
  "updated_at",
  "deleted_at",
  "ingested_at"
FROM work.fresh_silver_fact_call_log AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_fact_call_log AS k
    WHERE
      k._is_there AND k."call_log_id" = n."call_log_id"
  );

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "call_log_id") AS repeated
    FROM work.fresh_silver_fact_call_log
  ) AS m0
) AS k
WHERE
  repeated > 0;

-- part work.part_0_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_fact_call_log AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS VARCHAR)
WHERE
  NOT t.is_deleted;

-- part work.part_1_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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
    ON m.lead_id = CAST(t.lead_id AS VARCHAR)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
    OR (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
    ) IS DISTINCT FROM (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
  )
  AND (
    (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '7' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '7' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '90' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '90' DAY
      )
    )
  );

-- part work.part_2_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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
    ON m.lead_id = CAST(t.lead_id AS VARCHAR)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.follow_up_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP(6))
    )
  ) IS DISTINCT FROM (
    (
      r.follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
  )
  AND (
    r.follow_up_at >= LEAST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
    AND r.follow_up_at <= GREATEST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
    )
  );

-- part work.part_3_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  "stored"."user_id" AS k
FROM gold.cdp_dim_user AS stored
WHERE
  (
    CAST(COALESCE(
      "stored"."date_of_birth" > CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  ) IS DISTINCT FROM (
    CAST(COALESCE(
      "stored"."date_of_birth" > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  )
  AND (
    "stored"."date_of_birth" >= LEAST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
    )
    AND "stored"."date_of_birth" <= GREATEST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
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
) AS found
WHERE
  NOT k IS NULL;

-- table work.touched_gold_cdp_fact_events
SELECT
  k
FROM (
  SELECT DISTINCT
    CONCAT(
      COALESCE(CAST('call_log:' AS VARCHAR), ''),
      COALESCE(CAST(call.call_log_id AS VARCHAR), '')
    ) AS k
  FROM work.changed_silver_fact_call_log AS call
) AS found
WHERE
  NOT k IS NULL;

-- table work.audience_turn
SELECT
  audience,
  user_id,
  entered_at,
  FALSE AS is_in
FROM gold.cdp_audience_member
WHERE
  left_at IS NULL
  AND NOT audience IN (
    'callback_due_today',
    'fee_pending',
    'hot_leads_not_called',
    'never_connected',
    'scholarship_not_enrolled',
    'win_back_last_session'
  );
