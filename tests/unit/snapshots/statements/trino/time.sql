-- part work.part_0_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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

-- part work.part_1_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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

-- part work.part_2_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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
) AS found
WHERE
  NOT k IS NULL;

-- table work.touched_gold_cdp_dim_contact_point
SELECT
  k
FROM (
  SELECT DISTINCT
    cdp_dim_user.primary_mobile_number AS k
  FROM work.changed_gold_cdp_dim_user AS cdp_dim_user
) AS found
WHERE
  NOT k IS NULL;

-- table work.touched_gold_cdp_user_identifier
SELECT
  k
FROM (
  SELECT DISTINCT
    golden.user_id AS k
  FROM work.changed_gold_cdp_dim_user AS golden
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_gold_cdp_dim_user
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "mobile") AS repeated
    FROM work.fresh_gold_cdp_dim_contact_point
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) AS repeated
    FROM (
      SELECT
        1 AS one
      FROM work.fresh_gold_cdp_user_identifier
      GROUP BY
        "user_id",
        "identifier_type",
        "identifier_value"
      HAVING
        COUNT(*) > 1
    ) AS k
  ) AS m2
) AS k
WHERE
  repeated > 0;

-- table work.audience_turn
SELECT
  'callback_due_today' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.callback_due_today AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'callback_due_today' AND left_at IS NULL
) AS o
  ON o.user_id = c.user_id
WHERE
  c.user_id IS NULL OR o.user_id IS NULL
UNION ALL
SELECT
  'hot_leads_not_called' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.hot_leads_not_called AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'hot_leads_not_called' AND left_at IS NULL
) AS o
  ON o.user_id = c.user_id
WHERE
  c.user_id IS NULL OR o.user_id IS NULL
UNION ALL
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
