-- question
SELECT
  COUNT(*) AS n
FROM ops.sync_state
WHERE
  destination = 'moengage' AND status = 'rejected';

-- question
SELECT
  COUNT(*) AS n
FROM ops.sync_event
WHERE
  destination = 'moengage' AND status = 'rejected';

-- table work.sync_still_known
SELECT
  destination,
  user_id,
  'accepted' AS status,
  is_there,
  is_sure AS is_sure,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST('' AS STRING) AS reason,
  run_at,
  sent_at
FROM ops.sync_state
WHERE
  destination = 'moengage' AND status = 'rejected' AND is_there;

-- keys (destination, user_id) out of ops.sync_state
SELECT
  destination,
  user_id
FROM ops.sync_state
WHERE
  destination = 'moengage' AND status = 'rejected';

-- rows into ops.sync_state
SELECT
  *
FROM work.sync_still_known;

-- keys (destination, event_id) out of ops.sync_event
SELECT
  destination,
  event_id
FROM ops.sync_event
WHERE
  destination = 'moengage' AND status = 'rejected';

-- question
SELECT
  COUNT(*) AS n
FROM ops.sync_state
WHERE
  destination = 'webengage';

-- question
SELECT
  COUNT(*) AS n
FROM ops.sync_event
WHERE
  destination = 'webengage';

-- table work.sync_still_known
SELECT
  destination,
  user_id,
  'due' AS status,
  is_there,
  FALSE AS is_sure,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST('' AS STRING) AS reason,
  run_at,
  sent_at
FROM ops.sync_state
WHERE
  destination = 'webengage' AND is_there;

-- keys (destination, user_id) out of ops.sync_state
SELECT
  destination,
  user_id
FROM ops.sync_state
WHERE
  destination = 'webengage';

-- keys (destination, event_id) out of ops.sync_event
SELECT
  destination,
  event_id
FROM ops.sync_event
WHERE
  destination = 'webengage';
