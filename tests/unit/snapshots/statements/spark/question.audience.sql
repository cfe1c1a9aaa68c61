-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    u.user_id
  FROM gold.cdp_dim_user AS u
  WHERE
    (
      u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
    )
) AS members;

-- question
SELECT
  COUNT(*) AS n
FROM gold.cdp_audience_member
WHERE
  audience = 'fee_pending' AND left_at IS NULL;

-- question
SELECT
  u.`user_id`,
  u.`is_enrolled`,
  u.`total_paid_fee`,
  u.`total_quoted_fee`
FROM gold.cdp_dim_user AS u
INNER JOIN (
  SELECT
    u.user_id
  FROM gold.cdp_dim_user AS u
  WHERE
    (
      u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
    )
) AS m
  ON m.user_id = u.user_id
ORDER BY
  u.user_id NULLS LAST
LIMIT 10;

-- question
SELECT
  turn,
  user_id,
  n
FROM (
  SELECT
    turn,
    user_id,
    COUNT(*) OVER (PARTITION BY turn) AS n,
    ROW_NUMBER() OVER (PARTITION BY turn ORDER BY user_id NULLS LAST) AS member_rank
  FROM (
    SELECT
      COALESCE(c.user_id, o.user_id) AS user_id,
      CASE WHEN o.user_id IS NULL THEN 'enters' ELSE 'leaves' END AS turn
    FROM (
      SELECT
        u.user_id
      FROM gold.cdp_dim_user AS u
      WHERE
        (
          u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
        )
    ) AS c
    FULL OUTER JOIN (
      SELECT
        user_id
      FROM gold.cdp_audience_member
      WHERE
        audience = 'fee_pending' AND left_at IS NULL
    ) AS o
      ON o.user_id = c.user_id
    WHERE
      c.user_id IS NULL OR o.user_id IS NULL
  ) AS t
) AS x
WHERE
  member_rank <= 10
ORDER BY
  turn NULLS LAST,
  user_id NULLS LAST;

-- question
SELECT
  audience,
  SUM(CASE WHEN left_at IS NULL THEN 1 ELSE 0 END) AS users,
  SUM(
    CASE
      WHEN entered_at = CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      THEN 1
      ELSE 0
    END
  ) AS entered,
  SUM(
    CASE
      WHEN left_at = CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      THEN 1
      ELSE 0
    END
  ) AS gone
FROM gold.cdp_audience_member
GROUP BY
  audience;
