-- part work.part_0_touched_audience_callback_due_today of work.touched_audience_callback_due_today
SELECT DISTINCT
  u.user_id AS k
FROM work.changed_gold_cdp_dim_user AS u;

-- part work.part_1_touched_audience_callback_due_today of work.touched_audience_callback_due_today
SELECT DISTINCT
  u.user_id AS k
FROM gold.cdp_dim_user AS u
WHERE
  (
    CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE)
    AND u.can_call
  )
  AND (
    (
      CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE)
      AND u.can_call
    )
  ) IS DISTINCT FROM (
    (
      CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE)
      AND u.can_call
    )
  );

-- table work.touched_audience_callback_due_today
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_audience_callback_due_today
  UNION
  SELECT
    k
  FROM work.part_1_touched_audience_callback_due_today
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_callback_due_today of work.fresh_audience_callback_due_today
SELECT
  input_row.can_call,
  input_row.next_follow_up_at,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_callback_due_today AS touched
  )
UNION ALL
SELECT
  input_row.can_call,
  input_row.next_follow_up_at,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_callback_due_today AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_callback_due_today
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_callback_due_today AS u
  WHERE
    (
      CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE)
      AND u.can_call
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_callback_due_today AS touched
  );

-- table work.compared_audience_callback_due_today
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_callback_due_today
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.callback_due_today AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_callback_due_today AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- keys (user_id) out of audience.callback_due_today
SELECT
  "user_id"
FROM work.compared_audience_callback_due_today
WHERE
  _was_there;

-- rows into audience.callback_due_today
SELECT
  "user_id"
FROM work.fresh_audience_callback_due_today AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_audience_callback_due_today AS k
    WHERE
      k._is_there AND k."user_id" = n."user_id"
  );

-- table work.touched_audience_fee_pending
SELECT
  k
FROM (
  SELECT DISTINCT
    u.user_id AS k
  FROM work.changed_gold_cdp_dim_user AS u
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_fee_pending of work.fresh_audience_fee_pending
SELECT
  input_row.is_enrolled,
  input_row.total_paid_fee,
  input_row.total_quoted_fee,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_fee_pending AS touched
  )
UNION ALL
SELECT
  input_row.is_enrolled,
  input_row.total_paid_fee,
  input_row.total_quoted_fee,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_fee_pending AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_fee_pending
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_fee_pending AS u
  WHERE
    (
      u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_fee_pending AS touched
  );

-- table work.compared_audience_fee_pending
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_fee_pending
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.fee_pending AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_fee_pending AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- keys (user_id) out of audience.fee_pending
SELECT
  "user_id"
FROM work.compared_audience_fee_pending
WHERE
  _was_there;

-- rows into audience.fee_pending
SELECT
  "user_id"
FROM work.fresh_audience_fee_pending AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_audience_fee_pending AS k
    WHERE
      k._is_there AND k."user_id" = n."user_id"
  );

-- part work.part_0_touched_audience_hot_leads_not_called of work.touched_audience_hot_leads_not_called
SELECT DISTINCT
  u.user_id AS k
FROM work.changed_gold_cdp_dim_user AS u;

-- part work.part_1_touched_audience_hot_leads_not_called of work.touched_audience_hot_leads_not_called
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
        OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
      )
    )
    AND (
      (
        u.interest_level = 'hot'
        AND NOT u.is_enrolled
        AND u.can_call
        AND (
          u.last_call_at IS NULL
          OR u.last_call_at < CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
        )
      )
    ) IS DISTINCT FROM (
      (
        u.interest_level = 'hot'
        AND NOT u.is_enrolled
        AND u.can_call
        AND (
          u.last_call_at IS NULL
          OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
        )
      )
    )
  )
  AND (
    u.last_call_at >= LEAST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '48' HOUR,
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
    )
    AND u.last_call_at <= GREATEST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) - INTERVAL '48' HOUR,
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
    )
  );

-- table work.touched_audience_hot_leads_not_called
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_audience_hot_leads_not_called
  UNION
  SELECT
    k
  FROM work.part_1_touched_audience_hot_leads_not_called
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_hot_leads_not_called of work.fresh_audience_hot_leads_not_called
SELECT
  input_row.can_call,
  input_row.interest_level,
  input_row.is_enrolled,
  input_row.last_call_at,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_hot_leads_not_called AS touched
  )
UNION ALL
SELECT
  input_row.can_call,
  input_row.interest_level,
  input_row.is_enrolled,
  input_row.last_call_at,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_hot_leads_not_called AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_hot_leads_not_called
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_hot_leads_not_called AS u
  WHERE
    (
      u.interest_level = 'hot'
      AND NOT u.is_enrolled
      AND u.can_call
      AND (
        u.last_call_at IS NULL
        OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '48' HOUR
      )
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_hot_leads_not_called AS touched
  );

-- table work.compared_audience_hot_leads_not_called
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_hot_leads_not_called
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.hot_leads_not_called AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_hot_leads_not_called AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- keys (user_id) out of audience.hot_leads_not_called
SELECT
  "user_id"
FROM work.compared_audience_hot_leads_not_called
WHERE
  _was_there;

-- rows into audience.hot_leads_not_called
SELECT
  "user_id"
FROM work.fresh_audience_hot_leads_not_called AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_audience_hot_leads_not_called AS k
    WHERE
      k._is_there AND k."user_id" = n."user_id"
  );

-- table work.touched_audience_never_connected
SELECT
  k
FROM (
  SELECT DISTINCT
    u.user_id AS k
  FROM work.changed_gold_cdp_dim_user AS u
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_never_connected of work.fresh_audience_never_connected
SELECT
  input_row.call_count,
  input_row.connected_call_count,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_never_connected AS touched
  )
UNION ALL
SELECT
  input_row.call_count,
  input_row.connected_call_count,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_never_connected AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_never_connected
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_never_connected AS u
  WHERE
    (
      u.call_count >= 5 AND u.connected_call_count = 0
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_never_connected AS touched
  );

-- table work.compared_audience_never_connected
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_never_connected
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.never_connected AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_never_connected AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.touched_audience_scholarship_not_enrolled
SELECT
  k
FROM (
  SELECT DISTINCT
    u.user_id AS k
  FROM work.changed_gold_cdp_dim_user AS u
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_scholarship_not_enrolled of work.fresh_audience_scholarship_not_enrolled
SELECT
  input_row.best_scholarship_percent,
  input_row.is_dnd,
  input_row.is_enrolled,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_scholarship_not_enrolled AS touched
  )
UNION ALL
SELECT
  input_row.best_scholarship_percent,
  input_row.is_dnd,
  input_row.is_enrolled,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_scholarship_not_enrolled AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_scholarship_not_enrolled
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_scholarship_not_enrolled AS u
  WHERE
    (
      u.best_scholarship_percent >= 25
      AND (
        NOT u.is_enrolled
      )
      AND (
        NOT u.is_dnd
      )
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_scholarship_not_enrolled AS touched
  );

-- table work.compared_audience_scholarship_not_enrolled
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_scholarship_not_enrolled
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.scholarship_not_enrolled AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_scholarship_not_enrolled AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- keys (user_id) out of audience.scholarship_not_enrolled
SELECT
  "user_id"
FROM work.compared_audience_scholarship_not_enrolled
WHERE
  _was_there;

-- rows into audience.scholarship_not_enrolled
SELECT
  "user_id"
FROM work.fresh_audience_scholarship_not_enrolled AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_audience_scholarship_not_enrolled AS k
    WHERE
      k._is_there AND k."user_id" = n."user_id"
  );

-- part work.part_0_touched_audience_win_back_last_session of work.touched_audience_win_back_last_session
SELECT DISTINCT
  u.user_id AS k
FROM work.changed_gold_cdp_dim_user AS u;

-- part work.part_1_touched_audience_win_back_last_session of work.touched_audience_win_back_last_session
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
        CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS VARCHAR),
        ''
      ),
      COALESCE(CAST('-' AS VARCHAR), ''),
      COALESCE(
        CAST(SUBSTR(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS VARCHAR),
          3,
          2
        ) AS VARCHAR),
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
          CAST(EXTRACT(YEAR FROM CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS VARCHAR),
          ''
        ),
        COALESCE(CAST('-' AS VARCHAR), ''),
        COALESCE(
          CAST(SUBSTR(
            CAST(EXTRACT(YEAR FROM CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS VARCHAR),
            3,
            2
          ) AS VARCHAR),
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
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS VARCHAR),
          ''
        ),
        COALESCE(CAST('-' AS VARCHAR), ''),
        COALESCE(
          CAST(SUBSTR(
            CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS VARCHAR),
            3,
            2
          ) AS VARCHAR),
          ''
        )
      )
    )
  );

-- table work.touched_audience_win_back_last_session
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_audience_win_back_last_session
  UNION
  SELECT
    k
  FROM work.part_1_touched_audience_win_back_last_session
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_audience_win_back_last_session of work.fresh_audience_win_back_last_session
SELECT
  input_row.academic_session,
  input_row.is_dnd,
  input_row.is_enrolled,
  input_row.lead_stage,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_audience_win_back_last_session AS touched
  )
UNION ALL
SELECT
  input_row.academic_session,
  input_row.is_dnd,
  input_row.is_enrolled,
  input_row.lead_stage,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_audience_win_back_last_session AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- table work.fresh_audience_win_back_last_session
SELECT
  "scoped"."user_id"
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_win_back_last_session AS u
  WHERE
    (
      u.lead_stage = 'Lost'
      AND NOT u.is_enrolled
      AND NOT u.is_dnd
      AND u.academic_session = CONCAT(
        COALESCE(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS VARCHAR),
          ''
        ),
        COALESCE(CAST('-' AS VARCHAR), ''),
        COALESCE(
          CAST(SUBSTR(
            CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS VARCHAR),
            3,
            2
          ) AS VARCHAR),
          ''
        )
      )
    )
) AS scoped
WHERE
  "scoped"."user_id" IN (
    SELECT
      touched.k
    FROM work.touched_audience_win_back_last_session AS touched
  );

-- table work.compared_audience_win_back_last_session
SELECT
  COALESCE(n."user_id", o."user_id") AS "user_id",
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_win_back_last_session
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      "stored"."user_id"
    FROM audience.win_back_last_session AS stored
    WHERE
      "stored"."user_id" IN (
        SELECT
          touched.k
        FROM work.touched_audience_win_back_last_session AS touched
      )
  ) AS s
) AS o
  ON n."user_id" = o."user_id"
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

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
    FROM work.fresh_audience_callback_due_today
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_audience_fee_pending
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_audience_hot_leads_not_called
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_audience_never_connected
  ) AS m3
  UNION ALL
  SELECT
    4 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_audience_scholarship_not_enrolled
  ) AS m4
  UNION ALL
  SELECT
    5 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT "user_id") AS repeated
    FROM work.fresh_audience_win_back_last_session
  ) AS m5
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
  'fee_pending' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.fee_pending AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'fee_pending' AND left_at IS NULL
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
  'scholarship_not_enrolled' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.scholarship_not_enrolled AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'scholarship_not_enrolled' AND left_at IS NULL
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
