-- question
SELECT
  status,
  action,
  reason,
  COUNT(*) AS rows_of_it,
  MIN(sent_at) AS first_at,
  MAX(sent_at) AS last_at,
  MIN(COALESCE(event_id, CAST(user_id AS STRING))) AS one
FROM (
  SELECT
    *
  FROM (
    SELECT
      o.*,
      ROW_NUMBER() OVER (PARTITION BY o.user_id, o.event_id ORDER BY o.sent_at DESC, o.outcome_no DESC) AS turn
    FROM (
      SELECT
        *
      FROM ops.sync_outcome
      WHERE
        destination = 'moengage'
    ) AS o
    INNER JOIN (
      SELECT DISTINCT
        user_id,
        COALESCE(event_id, '') AS event
      FROM ops.sync_outcome
      WHERE
        destination = 'moengage' AND status IN ('rejected', 'failed')
    ) AS w
      ON w.user_id = o.user_id AND w.event = COALESCE(o.event_id, '')
  ) AS y
  WHERE
    turn = 1
) AS x
WHERE
  status IN ('rejected', 'failed')
GROUP BY
  status,
  action,
  reason
ORDER BY
  COUNT(*) DESC,
  reason NULLS LAST
LIMIT 20;
