-- question
SELECT
  retired_user_id,
  user_id
FROM gold.cdp_user_redirect
WHERE
  retired_user_id IN (1000001);

-- question
SELECT
  user_id
FROM gold.cdp_dim_user
WHERE
  user_id IN (1000001)
UNION
SELECT
  user_id
FROM ops.sync_state
WHERE
  user_id IN (1000001);

-- table work.erasure_wanted
SELECT
  CAST(v.user_id AS BIGINT) AS user_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS requested_at
FROM (VALUES
  (1000001)) AS v(user_id)
LEFT JOIN ops.erasure AS e
  ON e.user_id = v.user_id
WHERE
  e.user_id IS NULL;

-- rows into ops.erasure
SELECT
  *
FROM work.erasure_wanted;
