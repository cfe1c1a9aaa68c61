-- table work.sync_held_outcome
SELECT
  'run' AS sync_id,
  -ROW_NUMBER() OVER (ORDER BY user_id) AS outcome_no,
  'moengage' AS destination,
  'hold' AS action,
  user_id,
  CAST(NULL AS VARCHAR) AS event_id,
  'held' AS status,
  held AS reason,
  CAST(NULL AS BIGINT) AS http_status,
  CAST('' AS VARCHAR) AS request_id,
  CAST(0 AS BIGINT) AS attempt,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS sent_at,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST('2025-12-31 00:00:00' AS TIMESTAMP(6)) AS run_at
FROM work.sync_action
WHERE
  action = 'held';

-- table work.sync_held_state
SELECT
  h.destination,
  h.user_id,
  'held' AS status,
  COALESCE(s.is_there, FALSE) AS is_there,
  COALESCE(s.is_sure, FALSE) AS is_sure,
  CAST(NULL AS BIGINT) AS fingerprint,
  h.reason,
  h.run_at,
  h.sent_at
FROM work.sync_held_outcome AS h
LEFT JOIN ops.sync_state AS s
  ON s.destination = h.destination AND s.user_id = h.user_id;

-- rows into ops.sync_outcome
SELECT
  *
FROM work.sync_held_outcome;

-- keys (destination, user_id) out of ops.sync_state
SELECT
  destination,
  user_id
FROM work.sync_held_state;

-- rows into ops.sync_state
SELECT
  *
FROM work.sync_held_state;

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u."first_name" AS "first_name",
  u."last_name" AS "last_name",
  u."full_name" AS "full_name",
  u."gender" AS "gender",
  u."date_of_birth" AS "date_of_birth",
  u."primary_mobile_number" AS "primary_mobile_number",
  u."email" AS "email",
  u."class_name" AS "class_name",
  u."stream" AS "stream",
  u."city" AS "city",
  u."state" AS "state",
  u."branch_name" AS "branch_name",
  u."preferred_language" AS "preferred_language",
  u."academic_session" AS "academic_session",
  u."lead_stage" AS "lead_stage",
  u."lead_status" AS "lead_status",
  u."interest_level" AS "interest_level",
  u."is_enrolled" AS "is_enrolled",
  u."latest_product_name" AS "latest_product_name",
  u."latest_product_stage" AS "latest_product_stage",
  u."total_paid_fee" AS "total_paid_fee",
  u."best_scholarship_percent" AS "best_scholarship_percent",
  u."last_call_at" AS "last_call_at",
  u."last_connected_call_at" AS "last_connected_call_at",
  u."calls_last_30d" AS "calls_last_30d",
  u."best_hour_ist" AS "best_hour_ist",
  u."last_disposition" AS "last_disposition",
  u."next_follow_up_at" AS "next_follow_up_at",
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS "_allowed_whatsapp",
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS "_allowed_sms",
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS "_allowed_email"
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('add', 'change') AND a.user_id > 0
ORDER BY
  a.user_id
LIMIT 200000;

-- table work.sync_due_user
SELECT
  'moengage' AS destination,
  user_id
FROM work.sync_action
WHERE
  action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change');

-- table work.sync_due_state
SELECT
  k.destination,
  k.user_id,
  'due' AS status,
  TRUE AS is_there,
  COALESCE(s.is_sure, FALSE) AS is_sure,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST('' AS VARCHAR) AS reason,
  s.run_at,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS sent_at
FROM work.sync_due_user AS k
LEFT JOIN ops.sync_state AS s
  ON s.destination = k.destination AND s.user_id = k.user_id;

-- keys (destination, user_id) out of ops.sync_state
SELECT
  destination,
  user_id
FROM work.sync_due_state;

-- rows into ops.sync_state
SELECT
  *
FROM work.sync_due_state;

-- table work.sync_new_outcome
SELECT
  s.sync_id,
  s.outcome_no,
  s.destination,
  s.action,
  s.user_id,
  s.event_id,
  s.status,
  s.reason,
  s.http_status,
  s.request_id,
  s.attempt,
  s.sent_at,
  s.fingerprint,
  s.run_at
FROM work.sync_flushed AS s
LEFT JOIN ops.sync_outcome AS o
  ON o.sync_id = s.sync_id AND o.outcome_no = s.outcome_no
WHERE
  o.sync_id IS NULL;

-- rows into ops.sync_outcome
SELECT
  *
FROM work.sync_new_outcome;

-- table work.sync_final_outcome
SELECT
  *
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY user_id, event_id ORDER BY outcome_no DESC) AS turn
  FROM work.sync_new_outcome
  WHERE
    status IN ('accepted', 'rejected')
) AS x
WHERE
  turn = 1;

-- table work.sync_changed_user
SELECT
  l.destination,
  l.user_id
FROM work.sync_final_outcome AS l
LEFT JOIN ops.sync_state AS s
  ON s.destination = l.destination AND s.user_id = l.user_id
WHERE
  l.event_id IS NULL
  AND (
    l.status = 'accepted' OR l.action IN ('add', 'change') OR NOT s.is_sure
  );

-- table work.sync_new_state
SELECT
  l.destination,
  l.user_id,
  CASE
    WHEN l.status = 'rejected'
    THEN 'rejected'
    WHEN l.action = 'suppress'
    THEN 'suppressed'
    WHEN l.action = 'leave'
    THEN 'left'
    ELSE 'accepted'
  END AS status,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_there,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_sure,
  CASE WHEN l.action IN ('add', 'change', 'leave') THEN l.fingerprint END AS fingerprint,
  l.reason,
  l.run_at,
  l.sent_at
FROM work.sync_final_outcome AS l
INNER JOIN work.sync_changed_user AS k
  ON k.destination = l.destination AND k.user_id = l.user_id
LEFT JOIN (
  SELECT
    user_id,
    is_sure
  FROM ops.sync_state
  WHERE
    destination = 'moengage'
) AS s
  ON s.user_id = l.user_id
WHERE
  l.event_id IS NULL AND NOT l.action IN ('remove', 'merge', 'erase');

-- keys (destination, user_id) out of ops.sync_state
SELECT
  destination,
  user_id
FROM work.sync_changed_user;

-- rows into ops.sync_state
SELECT
  *
FROM work.sync_new_state;

-- table work.sync_deleted_user
SELECT
  destination,
  user_id
FROM work.sync_final_outcome
WHERE
  event_id IS NULL AND status = 'accepted' AND action IN ('remove', 'erase');

-- table work.sync_new_event
SELECT
  l.destination,
  l.event_id,
  l.user_id,
  l.status,
  l.sent_at
FROM work.sync_final_outcome AS l
LEFT JOIN (
  SELECT
    event_id AS sent_id
  FROM ops.sync_event
  WHERE
    destination = 'moengage'
) AS e
  ON e.sent_id = l.event_id
WHERE
  NOT l.event_id IS NULL AND e.sent_id IS NULL;

-- rows into ops.sync_event
SELECT
  *
FROM work.sync_new_event;

-- table work.sync_due_event
SELECT
  e.event_id,
  e.user_id,
  e.occurred_at
FROM gold.cdp_fact_events AS e
INNER JOIN (
  SELECT
    w.user_id
  FROM (
    SELECT
      user_id
    FROM work.sync_wanted
    WHERE
      held IS NULL
  ) AS w
  INNER JOIN ops.sync_state AS s
    ON s.user_id = w.user_id
  WHERE
    s.destination = 'moengage' AND s.status = 'accepted'
) AS r
  ON r.user_id = e.user_id
LEFT JOIN (
  SELECT
    event_id AS sent_id
  FROM ops.sync_event
  WHERE
    destination = 'moengage'
) AS x
  ON x.sent_id = e.event_id
WHERE
  e.event_name IN ('call_log', 'call_disposition')
  AND e.occurred_at >= CAST('2026-07-01 00:00:00' AS TIMESTAMP(6))
  AND x.sent_id IS NULL;

-- question
SELECT
  e.event_id,
  e.user_id,
  e.event_name,
  e.occurred_at,
  e.properties
FROM gold.cdp_fact_events AS e
INNER JOIN (
  SELECT
    event_id,
    user_id
  FROM work.sync_due_event
  ORDER BY
    occurred_at,
    event_id
  LIMIT 200000
) AS d
  ON d.event_id = e.event_id AND d.user_id = e.user_id
ORDER BY
  e.occurred_at,
  e.event_id;

-- question
SELECT
  *
FROM ops.sync_type
WHERE
  destination <> 'moengage';

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u."first_name" AS "first_name",
  u."last_name" AS "last_name",
  u."gender" AS "gender",
  u."date_of_birth" AS "date_of_birth",
  u."primary_mobile_number" AS "primary_mobile_number",
  u."email" AS "email",
  u."city" AS "city",
  u."class_name" AS "class_name",
  u."stream" AS "stream",
  u."lead_stage" AS "lead_stage",
  u."interest_level" AS "interest_level",
  u."last_call_at" AS "last_call_at",
  u."calls_last_30d" AS "calls_last_30d",
  u."best_hour_ist" AS "best_hour_ist",
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS "_allowed_whatsapp",
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS "_allowed_sms",
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS "_allowed_email",
  TRUE AS "_member"
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('add', 'change') AND a.user_id > 0
ORDER BY
  a.user_id
LIMIT 200000;

-- table work.sync_due_user
SELECT
  'webengage' AS destination,
  user_id
FROM work.sync_action
WHERE
  action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change');

-- table work.sync_new_state
SELECT
  l.destination,
  l.user_id,
  CASE
    WHEN l.status = 'rejected'
    THEN 'rejected'
    WHEN l.action = 'suppress'
    THEN 'suppressed'
    WHEN l.action = 'leave'
    THEN 'left'
    ELSE 'accepted'
  END AS status,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_there,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_sure,
  CASE WHEN l.action IN ('add', 'change', 'leave') THEN l.fingerprint END AS fingerprint,
  l.reason,
  l.run_at,
  l.sent_at
FROM work.sync_final_outcome AS l
INNER JOIN work.sync_changed_user AS k
  ON k.destination = l.destination AND k.user_id = l.user_id
LEFT JOIN (
  SELECT
    user_id,
    is_sure
  FROM ops.sync_state
  WHERE
    destination = 'webengage'
) AS s
  ON s.user_id = l.user_id
WHERE
  l.event_id IS NULL AND NOT l.action IN ('remove', 'merge', 'erase');

-- table work.sync_new_event
SELECT
  l.destination,
  l.event_id,
  l.user_id,
  l.status,
  l.sent_at
FROM work.sync_final_outcome AS l
LEFT JOIN (
  SELECT
    event_id AS sent_id
  FROM ops.sync_event
  WHERE
    destination = 'webengage'
) AS e
  ON e.sent_id = l.event_id
WHERE
  NOT l.event_id IS NULL AND e.sent_id IS NULL;

-- table work.sync_due_event
SELECT
  e.event_id,
  e.user_id,
  e.occurred_at
FROM gold.cdp_fact_events AS e
INNER JOIN (
  SELECT
    w.user_id
  FROM (
    SELECT
      user_id
    FROM work.sync_wanted
    WHERE
      held IS NULL
  ) AS w
  INNER JOIN ops.sync_state AS s
    ON s.user_id = w.user_id
  WHERE
    s.destination = 'webengage' AND s.status = 'accepted'
) AS r
  ON r.user_id = e.user_id
LEFT JOIN (
  SELECT
    event_id AS sent_id
  FROM ops.sync_event
  WHERE
    destination = 'webengage'
) AS x
  ON x.sent_id = e.event_id
WHERE
  e.event_name IN ('call_disposition')
  AND e.occurred_at >= CAST('2026-07-01 00:00:00' AS TIMESTAMP(6))
  AND x.sent_id IS NULL;

-- question
SELECT
  *
FROM ops.sync_type
WHERE
  destination <> 'webengage';

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u."first_name" AS "first_name",
  u."last_name" AS "last_name",
  u."primary_mobile_number" AS "primary_mobile_number",
  u."email" AS "email",
  u."class_name" AS "class_name",
  u."last_not_interested_reason" AS "last_not_interested_reason",
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS "_allowed_sms",
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS "_allowed_email"
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('add', 'change') AND a.user_id > 0
ORDER BY
  a.user_id
LIMIT 200000;

-- table work.sync_due_user
SELECT
  'win_back_file' AS destination,
  user_id
FROM work.sync_action
WHERE
  action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change');

-- table work.sync_new_state
SELECT
  l.destination,
  l.user_id,
  CASE
    WHEN l.status = 'rejected'
    THEN 'rejected'
    WHEN l.action = 'suppress'
    THEN 'suppressed'
    WHEN l.action = 'leave'
    THEN 'left'
    ELSE 'accepted'
  END AS status,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_there,
  l.status = 'accepted' OR COALESCE(s.is_sure, FALSE) AS is_sure,
  CASE WHEN l.action IN ('add', 'change', 'leave') THEN l.fingerprint END AS fingerprint,
  l.reason,
  l.run_at,
  l.sent_at
FROM work.sync_final_outcome AS l
INNER JOIN work.sync_changed_user AS k
  ON k.destination = l.destination AND k.user_id = l.user_id
LEFT JOIN (
  SELECT
    user_id,
    is_sure
  FROM ops.sync_state
  WHERE
    destination = 'win_back_file'
) AS s
  ON s.user_id = l.user_id
WHERE
  l.event_id IS NULL AND NOT l.action IN ('remove', 'merge', 'erase');

-- table work.sync_new_event
SELECT
  l.destination,
  l.event_id,
  l.user_id,
  l.status,
  l.sent_at
FROM work.sync_final_outcome AS l
LEFT JOIN (
  SELECT
    event_id AS sent_id
  FROM ops.sync_event
  WHERE
    destination = 'win_back_file'
) AS e
  ON e.sent_id = l.event_id
WHERE
  NOT l.event_id IS NULL AND e.sent_id IS NULL;

-- question
SELECT
  *
FROM ops.sync_type
WHERE
  destination <> 'win_back_file';

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u."first_name" AS "first_name",
  u."last_name" AS "last_name",
  u."full_name" AS "full_name",
  u."gender" AS "gender",
  u."date_of_birth" AS "date_of_birth",
  u."primary_mobile_number" AS "primary_mobile_number",
  u."email" AS "email",
  u."class_name" AS "class_name",
  u."stream" AS "stream",
  u."city" AS "city",
  u."state" AS "state",
  u."branch_name" AS "branch_name",
  u."preferred_language" AS "preferred_language",
  u."academic_session" AS "academic_session",
  u."lead_stage" AS "lead_stage",
  u."lead_status" AS "lead_status",
  u."interest_level" AS "interest_level",
  u."is_enrolled" AS "is_enrolled",
  u."latest_product_name" AS "latest_product_name",
  u."latest_product_stage" AS "latest_product_stage",
  u."total_paid_fee" AS "total_paid_fee",
  u."best_scholarship_percent" AS "best_scholarship_percent",
  u."last_call_at" AS "last_call_at",
  u."last_connected_call_at" AS "last_connected_call_at",
  u."calls_last_30d" AS "calls_last_30d",
  u."best_hour_ist" AS "best_hour_ist",
  u."last_disposition" AS "last_disposition",
  u."next_follow_up_at" AS "next_follow_up_at",
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS "_allowed_whatsapp",
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS "_allowed_sms",
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS "_allowed_email"
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('erase', 'merge', 'remove', 'leave', 'suppress') AND a.user_id > 0
ORDER BY
  a.user_id
LIMIT 200000;

-- keys (destination, user_id) out of ops.sync_event
SELECT
  destination,
  user_id
FROM work.sync_deleted_user;

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u."first_name" AS "first_name",
  u."last_name" AS "last_name",
  u."gender" AS "gender",
  u."date_of_birth" AS "date_of_birth",
  u."primary_mobile_number" AS "primary_mobile_number",
  u."email" AS "email",
  u."city" AS "city",
  u."class_name" AS "class_name",
  u."stream" AS "stream",
  u."lead_stage" AS "lead_stage",
  u."interest_level" AS "interest_level",
  u."last_call_at" AS "last_call_at",
  u."calls_last_30d" AS "calls_last_30d",
  u."best_hour_ist" AS "best_hour_ist",
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS "_allowed_whatsapp",
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS "_allowed_sms",
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS "_allowed_email",
  TRUE AS "_member"
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('erase', 'merge', 'remove', 'leave', 'suppress') AND a.user_id > 0
ORDER BY
  a.user_id
LIMIT 200000;
