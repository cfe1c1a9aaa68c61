-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.callback_due_today
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.fee_pending
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.hot_leads_not_called
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.never_connected
  ) AS m3
  UNION ALL
  SELECT
    4 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.scholarship_not_enrolled
  ) AS m4
  UNION ALL
  SELECT
    5 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
    FROM audience.win_back_last_session
  ) AS m5
) AS k
WHERE
  repeated > 0;

-- table gold.cdp_audience_member
SELECT
  CAST(NULL AS STRING) AS audience,
  CAST(NULL AS BIGINT) AS user_id,
  CAST(NULL AS TIMESTAMP_NTZ) AS entered_at,
  CAST(NULL AS TIMESTAMP_NTZ) AS left_at
WHERE
  FALSE;

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
  'never_connected' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.never_connected AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'never_connected' AND left_at IS NULL
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
  'win_back_last_session' AS audience,
  COALESCE(c.user_id, o.user_id) AS user_id,
  o.entered_at,
  NOT c.user_id IS NULL AS is_in
FROM audience.win_back_last_session AS c
FULL OUTER JOIN (
  SELECT
    user_id,
    entered_at
  FROM gold.cdp_audience_member
  WHERE
    audience = 'win_back_last_session' AND left_at IS NULL
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

-- keys (audience, user_id, entered_at) out of gold.cdp_audience_member
SELECT
  audience,
  user_id,
  entered_at
FROM work.audience_turn
WHERE
  NOT is_in;

-- rows into gold.cdp_audience_member
SELECT
  audience,
  user_id,
  entered_at,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS left_at
FROM work.audience_turn
WHERE
  NOT is_in AND entered_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
UNION ALL
SELECT
  audience,
  user_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS entered_at,
  CAST(NULL AS TIMESTAMP_NTZ) AS left_at
FROM work.audience_turn
WHERE
  is_in;
