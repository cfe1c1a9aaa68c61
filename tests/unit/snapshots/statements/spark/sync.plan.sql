-- table ops.sync_state
SELECT
  CAST(NULL AS STRING) AS destination,
  CAST(NULL AS BIGINT) AS user_id,
  CAST(NULL AS STRING) AS status,
  CAST(NULL AS BOOLEAN) AS is_there,
  CAST(NULL AS BOOLEAN) AS is_sure,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST(NULL AS STRING) AS reason,
  CAST(NULL AS TIMESTAMP_NTZ) AS run_at,
  CAST(NULL AS TIMESTAMP_NTZ) AS sent_at
WHERE
  FALSE;

-- table ops.sync_event
SELECT
  CAST(NULL AS STRING) AS destination,
  CAST(NULL AS STRING) AS event_id,
  CAST(NULL AS BIGINT) AS user_id,
  CAST(NULL AS STRING) AS status,
  CAST(NULL AS TIMESTAMP_NTZ) AS sent_at
WHERE
  FALSE;

-- table ops.erasure
SELECT
  CAST(NULL AS BIGINT) AS user_id,
  CAST(NULL AS TIMESTAMP_NTZ) AS requested_at
WHERE
  FALSE;

-- table ops.sync_type
SELECT
  CAST(NULL AS STRING) AS destination,
  CAST(NULL AS STRING) AS of_what,
  CAST(NULL AS STRING) AS attribute,
  CAST(NULL AS STRING) AS kind
WHERE
  FALSE;

-- table ops.sync_outcome
SELECT
  CAST(NULL AS STRING) AS sync_id,
  CAST(NULL AS BIGINT) AS outcome_no,
  CAST(NULL AS STRING) AS destination,
  CAST(NULL AS STRING) AS action,
  CAST(NULL AS BIGINT) AS user_id,
  CAST(NULL AS STRING) AS event_id,
  CAST(NULL AS STRING) AS status,
  CAST(NULL AS STRING) AS reason,
  CAST(NULL AS BIGINT) AS http_status,
  CAST(NULL AS STRING) AS request_id,
  CAST(NULL AS BIGINT) AS attempt,
  CAST(NULL AS TIMESTAMP_NTZ) AS sent_at,
  CAST(NULL AS BIGINT) AS fingerprint,
  CAST(NULL AS TIMESTAMP_NTZ) AS run_at
WHERE
  FALSE;

-- table work.sync_wanted
SELECT
  u.user_id,
  CASE
    WHEN (
      CASE
        WHEN NOT gone.erased_id IS NULL
        THEN 'the person was erased'
        WHEN is_wrong_number
        THEN 'the number does not reach the person'
        WHEN NOT u.`is_contact_owner`
        THEN 'somebody else is contacted on this number'
        WHEN NOT (
          COALESCE(can_whatsapp, FALSE)
          OR COALESCE(can_sms, FALSE)
          OR COALESCE(can_email, FALSE)
        )
        THEN 'no channel may be used'
      END
    ) IS NULL
    THEN CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST('a8e6c125334c7933356074b0db2b1acd' AS STRING), CHR(  30)),
              COALESCE(CAST(u.`academic_session` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`best_hour_ist` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`best_scholarship_percent` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`branch_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`calls_last_30d` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_email, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_sms, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`city` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`class_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`interest_level` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`is_enrolled` AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(u.`last_call_at` AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(u.`last_connected_call_at` AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(u.`last_disposition` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`latest_product_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`latest_product_stage` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`lead_stage` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`lead_status` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_whatsapp, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(u.`next_follow_up_at` AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`preferred_language` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`state` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`stream` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`total_paid_fee` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`date_of_birth` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`email` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`first_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`gender` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`last_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`primary_mobile_number` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`full_name` AS STRING), CHR(  30))
            )
          ),
          1,
          16
        ),
        '(..)(..)(..)(..)(..)(..)(..)(..)',
        '$8$7$6$5$4$3$2$1'
      ),
      16,
      10
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
  END AS fingerprint,
  CASE
    WHEN NOT gone.erased_id IS NULL
    THEN 'the person was erased'
    WHEN is_wrong_number
    THEN 'the number does not reach the person'
    WHEN NOT u.`is_contact_owner`
    THEN 'somebody else is contacted on this number'
    WHEN NOT (
      COALESCE(can_whatsapp, FALSE)
      OR COALESCE(can_sms, FALSE)
      OR COALESCE(can_email, FALSE)
    )
    THEN 'no channel may be used'
  END AS held
FROM gold.cdp_dim_user AS u
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS gone
  ON gone.erased_id = u.user_id;

-- table work.sync_action
SELECT
  COALESCE(w.user_id, s.user_id) AS user_id,
  CASE
    WHEN NOT e.erased_id IS NULL AND s.is_there
    THEN 'erase'
    WHEN w.user_id IS NULL AND d.is_known AND s.is_sure
    THEN 'merge'
    WHEN w.user_id IS NULL AND NOT d.user_id IS NULL AND s.is_there
    THEN 'remove'
    WHEN w.user_id IS NULL AND s.is_there
    THEN 'remove'
    WHEN w.user_id IS NULL AND s.is_there AND s.status <> 'left'
    THEN 'remove'
    WHEN w.user_id IS NULL
    THEN 'gone'
    WHEN NOT w.held IS NULL
    AND s.is_there
    AND NOT s.status IN ('suppressed', 'held')
    AND (
      s.status <> 'left'
      OR s.fingerprint IS DISTINCT FROM CAST(CAST(CONV(
        REGEXP_REPLACE(
          SUBSTRING(
            MD5(
              CONCAT_WS(
                CHR(  31),
                COALESCE(CAST('98d1511b1ff71a095ad0d4ffe62357e3' AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30))
              )
            ),
            1,
            16
          ),
          '(..)(..)(..)(..)(..)(..)(..)(..)',
          '$8$7$6$5$4$3$2$1'
        ),
        16,
        10
      ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
    )
    THEN 'suppress'
    WHEN NOT w.held IS NULL AND s.reason = w.held
    THEN 'still held'
    WHEN NOT w.held IS NULL
    THEN 'held'
    WHEN s.user_id IS NULL OR s.status IN ('left', 'suppressed', 'held')
    THEN 'add'
    WHEN s.status = 'due' AND NOT s.is_sure
    THEN 'add'
    WHEN w.fingerprint IS DISTINCT FROM s.fingerprint
    OR (
      COALESCE(h.at > s.run_at, FALSE) OR NOT m.user_id IS NULL
    )
    THEN 'change'
    WHEN s.status = 'rejected'
    THEN 'refused'
    ELSE 'unchanged'
  END AS action,
  w.held,
  w.fingerprint,
  d.user_id AS merged_into,
  (
    COALESCE(h.at > s.run_at, FALSE) OR NOT m.user_id IS NULL
  ) AS is_whole
FROM work.sync_wanted AS w
FULL OUTER JOIN (
  SELECT
    *
  FROM ops.sync_state
  WHERE
    destination = 'moengage'
) AS s
  ON s.user_id = w.user_id
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS e
  ON e.erased_id = s.user_id
LEFT JOIN (
  SELECT
    user_id,
    MAX(at) AS at
  FROM (
    SELECT
      to_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind IN ('merged', 'split')
    UNION ALL
    SELECT
      from_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind = 'split'
  ) AS p
  GROUP BY
    user_id
) AS h
  ON h.user_id = s.user_id
LEFT JOIN (
  SELECT
    r.retired_user_id,
    r.user_id,
    NOT t.user_id IS NULL AND NOT n.user_id IS NULL AS is_known
  FROM gold.cdp_user_redirect AS r
  LEFT JOIN ops.sync_state AS t
    ON t.user_id = r.user_id
    AND t.destination = 'moengage'
    AND (
      t.status = 'accepted' OR t.status = 'due' AND t.is_sure
    )
  LEFT JOIN work.sync_wanted AS n
    ON n.user_id = r.user_id
) AS d
  ON d.retired_user_id = s.user_id
LEFT JOIN (
  SELECT DISTINCT
    r.user_id
  FROM gold.cdp_user_redirect AS r
  INNER JOIN ops.sync_state AS t
    ON t.user_id = r.retired_user_id AND t.destination = 'moengage' AND t.is_there
) AS m
  ON m.user_id = s.user_id;

-- question
SELECT
  of_what,
  attribute,
  kind
FROM ops.sync_type
WHERE
  destination = 'moengage';

-- question
SELECT
  action,
  COUNT(*) AS n
FROM work.sync_action
GROUP BY
  action;

-- question
SELECT
  held,
  COUNT(*) AS n
FROM work.sync_wanted
WHERE
  NOT held IS NULL
GROUP BY
  held
ORDER BY
  COUNT(*) DESC,
  held NULLS LAST;

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u.`first_name` AS `first_name`,
  u.`last_name` AS `last_name`,
  u.`full_name` AS `full_name`,
  u.`gender` AS `gender`,
  u.`date_of_birth` AS `date_of_birth`,
  u.`primary_mobile_number` AS `primary_mobile_number`,
  u.`email` AS `email`,
  u.`class_name` AS `class_name`,
  u.`stream` AS `stream`,
  u.`city` AS `city`,
  u.`state` AS `state`,
  u.`branch_name` AS `branch_name`,
  u.`preferred_language` AS `preferred_language`,
  u.`academic_session` AS `academic_session`,
  u.`lead_stage` AS `lead_stage`,
  u.`lead_status` AS `lead_status`,
  u.`interest_level` AS `interest_level`,
  u.`is_enrolled` AS `is_enrolled`,
  u.`latest_product_name` AS `latest_product_name`,
  u.`latest_product_stage` AS `latest_product_stage`,
  u.`total_paid_fee` AS `total_paid_fee`,
  u.`best_scholarship_percent` AS `best_scholarship_percent`,
  u.`last_call_at` AS `last_call_at`,
  u.`last_connected_call_at` AS `last_connected_call_at`,
  u.`calls_last_30d` AS `calls_last_30d`,
  u.`best_hour_ist` AS `best_hour_ist`,
  u.`last_disposition` AS `last_disposition`,
  u.`next_follow_up_at` AS `next_follow_up_at`,
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS `_allowed_whatsapp`,
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS `_allowed_sms`,
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS `_allowed_email`
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change')
  AND a.user_id > 0
ORDER BY
  a.user_id NULLS LAST
LIMIT 50000;

-- table work.sync_due_event
SELECT
  e.event_id,
  e.user_id,
  e.occurred_at
FROM gold.cdp_fact_events AS e
INNER JOIN (
  SELECT
    user_id
  FROM work.sync_action
  WHERE
    action IN ('add', 'change', 'unchanged')
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
  AND e.occurred_at >= CAST('2026-07-01 00:00:00' AS TIMESTAMP_NTZ)
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
    occurred_at NULLS LAST,
    event_id NULLS LAST
  LIMIT 50000
) AS d
  ON d.event_id = e.event_id AND d.user_id = e.user_id
ORDER BY
  e.occurred_at NULLS LAST,
  e.event_id NULLS LAST;

-- table work.sync_wanted
SELECT
  u.user_id,
  CASE
    WHEN (
      CASE
        WHEN NOT gone.erased_id IS NULL
        THEN 'the person was erased'
        WHEN is_wrong_number
        THEN 'the number does not reach the person'
        WHEN NOT u.`is_contact_owner`
        THEN 'somebody else is contacted on this number'
        WHEN NOT (
          COALESCE(can_whatsapp, FALSE)
          OR COALESCE(can_sms, FALSE)
          OR COALESCE(can_email, FALSE)
        )
        THEN 'no channel may be used'
      END
    ) IS NULL
    THEN CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST('098c100f1243137e70bae1d33020afb7' AS STRING), CHR(  30)),
              COALESCE(CAST(u.`best_hour_ist` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`date_of_birth` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`calls_last_30d` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`city` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`class_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`email` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_email, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`first_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`gender` AS STRING), CHR(  30)),
              COALESCE(CAST(TRUE AS STRING), CHR(  30)),
              COALESCE(CAST(u.`interest_level` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`last_name` AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(u.`last_call_at` AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`lead_stage` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`primary_mobile_number` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_sms, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`stream` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_whatsapp, FALSE) AS STRING), CHR(  30))
            )
          ),
          1,
          16
        ),
        '(..)(..)(..)(..)(..)(..)(..)(..)',
        '$8$7$6$5$4$3$2$1'
      ),
      16,
      10
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
  END AS fingerprint,
  CASE
    WHEN NOT gone.erased_id IS NULL
    THEN 'the person was erased'
    WHEN is_wrong_number
    THEN 'the number does not reach the person'
    WHEN NOT u.`is_contact_owner`
    THEN 'somebody else is contacted on this number'
    WHEN NOT (
      COALESCE(can_whatsapp, FALSE)
      OR COALESCE(can_sms, FALSE)
      OR COALESCE(can_email, FALSE)
    )
    THEN 'no channel may be used'
  END AS held
FROM gold.cdp_dim_user AS u
INNER JOIN (
  SELECT
    user_id AS member_id
  FROM gold.cdp_audience_member
  WHERE
    audience = 'hot_leads_not_called' AND left_at IS NULL
) AS m
  ON m.member_id = u.user_id
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS gone
  ON gone.erased_id = u.user_id;

-- table work.sync_action
SELECT
  COALESCE(w.user_id, s.user_id) AS user_id,
  CASE
    WHEN NOT e.erased_id IS NULL AND s.is_there
    THEN 'erase'
    WHEN w.user_id IS NULL AND NOT d.user_id IS NULL AND s.is_there
    THEN 'remove'
    WHEN w.user_id IS NULL AND g.user_id IS NULL AND s.is_there
    THEN 'remove'
    WHEN w.user_id IS NULL
    AND s.is_there
    AND NOT (
      s.status = 'left' AND s.fingerprint IS NOT DISTINCT FROM g.fingerprint
    )
    THEN 'leave'
    WHEN w.user_id IS NULL
    THEN 'gone'
    WHEN NOT w.held IS NULL
    AND s.is_there
    AND NOT s.status IN ('suppressed', 'held')
    AND (
      s.status <> 'left'
      OR s.fingerprint IS DISTINCT FROM CAST(CAST(CONV(
        REGEXP_REPLACE(
          SUBSTRING(
            MD5(
              CONCAT_WS(
                CHR(  31),
                COALESCE(CAST('382815aa36865a6078849839dedaa66f' AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30))
              )
            ),
            1,
            16
          ),
          '(..)(..)(..)(..)(..)(..)(..)(..)',
          '$8$7$6$5$4$3$2$1'
        ),
        16,
        10
      ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
    )
    THEN 'suppress'
    WHEN NOT w.held IS NULL AND s.reason = w.held
    THEN 'still held'
    WHEN NOT w.held IS NULL
    THEN 'held'
    WHEN s.user_id IS NULL OR s.status IN ('left', 'suppressed', 'held')
    THEN 'add'
    WHEN s.status = 'due' AND NOT s.is_sure
    THEN 'add'
    WHEN w.fingerprint IS DISTINCT FROM s.fingerprint OR COALESCE(h.at > s.run_at, FALSE)
    THEN 'change'
    WHEN s.status = 'rejected'
    THEN 'refused'
    ELSE 'unchanged'
  END AS action,
  CASE WHEN w.user_id IS NULL THEN g.held ELSE w.held END AS held,
  CASE WHEN w.user_id IS NULL THEN g.fingerprint ELSE w.fingerprint END AS fingerprint,
  d.user_id AS merged_into,
  COALESCE(h.at > s.run_at, FALSE) AS is_whole
FROM work.sync_wanted AS w
FULL OUTER JOIN (
  SELECT
    *
  FROM ops.sync_state
  WHERE
    destination = 'webengage'
) AS s
  ON s.user_id = w.user_id
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS e
  ON e.erased_id = s.user_id
LEFT JOIN (
  SELECT
    user_id,
    MAX(at) AS at
  FROM (
    SELECT
      to_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind IN ('merged', 'split')
    UNION ALL
    SELECT
      from_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind = 'split'
  ) AS p
  GROUP BY
    user_id
) AS h
  ON h.user_id = s.user_id
LEFT JOIN (
  SELECT
    r.retired_user_id,
    r.user_id,
    NOT t.user_id IS NULL AND NOT n.user_id IS NULL AS is_known
  FROM gold.cdp_user_redirect AS r
  LEFT JOIN ops.sync_state AS t
    ON t.user_id = r.user_id
    AND t.destination = 'webengage'
    AND (
      t.status = 'accepted' OR t.status = 'due' AND t.is_sure
    )
  LEFT JOIN work.sync_wanted AS n
    ON n.user_id = r.user_id
) AS d
  ON d.retired_user_id = s.user_id
LEFT JOIN (
  SELECT
    u.user_id,
    CASE
      WHEN NOT gone.erased_id IS NULL
      THEN 'the person was erased'
      WHEN is_wrong_number
      THEN 'the number does not reach the person'
      WHEN NOT u.`is_contact_owner`
      THEN 'somebody else is contacted on this number'
      WHEN NOT (
        COALESCE(can_whatsapp, FALSE)
        OR COALESCE(can_sms, FALSE)
        OR COALESCE(can_email, FALSE)
      )
      THEN 'no channel may be used'
    END AS held,
    CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST('382815aa36865a6078849839dedaa66f' AS STRING), CHR(  30)),
              COALESCE(
                CAST((
                  COALESCE(can_email, FALSE)
                  AND (
                    CASE
                      WHEN NOT gone.erased_id IS NULL
                      THEN 'the person was erased'
                      WHEN is_wrong_number
                      THEN 'the number does not reach the person'
                      WHEN NOT u.`is_contact_owner`
                      THEN 'somebody else is contacted on this number'
                      WHEN NOT (
                        COALESCE(can_whatsapp, FALSE)
                        OR COALESCE(can_sms, FALSE)
                        OR COALESCE(can_email, FALSE)
                      )
                      THEN 'no channel may be used'
                    END
                  ) IS NULL
                ) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(FALSE AS STRING), CHR(  30)),
              COALESCE(
                CAST((
                  COALESCE(can_sms, FALSE)
                  AND (
                    CASE
                      WHEN NOT gone.erased_id IS NULL
                      THEN 'the person was erased'
                      WHEN is_wrong_number
                      THEN 'the number does not reach the person'
                      WHEN NOT u.`is_contact_owner`
                      THEN 'somebody else is contacted on this number'
                      WHEN NOT (
                        COALESCE(can_whatsapp, FALSE)
                        OR COALESCE(can_sms, FALSE)
                        OR COALESCE(can_email, FALSE)
                      )
                      THEN 'no channel may be used'
                    END
                  ) IS NULL
                ) AS STRING),
                CHR(  30)
              ),
              COALESCE(
                CAST((
                  COALESCE(can_whatsapp, FALSE)
                  AND (
                    CASE
                      WHEN NOT gone.erased_id IS NULL
                      THEN 'the person was erased'
                      WHEN is_wrong_number
                      THEN 'the number does not reach the person'
                      WHEN NOT u.`is_contact_owner`
                      THEN 'somebody else is contacted on this number'
                      WHEN NOT (
                        COALESCE(can_whatsapp, FALSE)
                        OR COALESCE(can_sms, FALSE)
                        OR COALESCE(can_email, FALSE)
                      )
                      THEN 'no channel may be used'
                    END
                  ) IS NULL
                ) AS STRING),
                CHR(  30)
              )
            )
          ),
          1,
          16
        ),
        '(..)(..)(..)(..)(..)(..)(..)(..)',
        '$8$7$6$5$4$3$2$1'
      ),
      16,
      10
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT) AS fingerprint
  FROM gold.cdp_dim_user AS u
  LEFT JOIN (
    SELECT
      user_id AS erased_id
    FROM ops.erasure
    UNION
    SELECT
      d.user_id AS erased_id
    FROM gold.cdp_user_redirect AS d
    INNER JOIN ops.erasure AS a
      ON a.user_id = d.retired_user_id
  ) AS gone
    ON gone.erased_id = u.user_id
) AS g
  ON g.user_id = s.user_id;

-- question
SELECT
  of_what,
  attribute,
  kind
FROM ops.sync_type
WHERE
  destination = 'webengage';

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u.`first_name` AS `first_name`,
  u.`last_name` AS `last_name`,
  u.`gender` AS `gender`,
  u.`date_of_birth` AS `date_of_birth`,
  u.`primary_mobile_number` AS `primary_mobile_number`,
  u.`email` AS `email`,
  u.`city` AS `city`,
  u.`class_name` AS `class_name`,
  u.`stream` AS `stream`,
  u.`lead_stage` AS `lead_stage`,
  u.`interest_level` AS `interest_level`,
  u.`last_call_at` AS `last_call_at`,
  u.`calls_last_30d` AS `calls_last_30d`,
  u.`best_hour_ist` AS `best_hour_ist`,
  (
    COALESCE(can_whatsapp, FALSE) AND a.held IS NULL
  ) AS `_allowed_whatsapp`,
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS `_allowed_sms`,
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS `_allowed_email`,
  TRUE AS `_member`
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change')
  AND a.user_id > 0
ORDER BY
  a.user_id NULLS LAST
LIMIT 50000;

-- table work.sync_due_event
SELECT
  e.event_id,
  e.user_id,
  e.occurred_at
FROM gold.cdp_fact_events AS e
INNER JOIN (
  SELECT
    user_id
  FROM work.sync_action
  WHERE
    action IN ('add', 'change', 'unchanged')
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
  AND e.occurred_at >= CAST('2026-07-01 00:00:00' AS TIMESTAMP_NTZ)
  AND x.sent_id IS NULL;

-- table work.sync_wanted
SELECT
  u.user_id,
  CASE
    WHEN (
      CASE
        WHEN NOT gone.erased_id IS NULL
        THEN 'the person was erased'
        WHEN NOT u.`is_contact_owner`
        THEN 'somebody else is contacted on this number'
        WHEN NOT (
          COALESCE(can_sms, FALSE) OR COALESCE(can_email, FALSE)
        )
        THEN 'no channel may be used'
      END
    ) IS NULL
    THEN CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST('4549f3ad544fea0e371fb51fdc56ed3b' AS STRING), CHR(  30)),
              COALESCE(CAST(u.`class_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`email` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_email, FALSE) AS STRING), CHR(  30)),
              COALESCE(CAST(u.`first_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`last_name` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`last_not_interested_reason` AS STRING), CHR(  30)),
              COALESCE(CAST(u.`primary_mobile_number` AS STRING), CHR(  30)),
              COALESCE(CAST(COALESCE(can_sms, FALSE) AS STRING), CHR(  30))
            )
          ),
          1,
          16
        ),
        '(..)(..)(..)(..)(..)(..)(..)(..)',
        '$8$7$6$5$4$3$2$1'
      ),
      16,
      10
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
  END AS fingerprint,
  CASE
    WHEN NOT gone.erased_id IS NULL
    THEN 'the person was erased'
    WHEN NOT u.`is_contact_owner`
    THEN 'somebody else is contacted on this number'
    WHEN NOT (
      COALESCE(can_sms, FALSE) OR COALESCE(can_email, FALSE)
    )
    THEN 'no channel may be used'
  END AS held
FROM gold.cdp_dim_user AS u
INNER JOIN (
  SELECT
    user_id AS member_id
  FROM gold.cdp_audience_member
  WHERE
    audience = 'win_back_last_session' AND left_at IS NULL
) AS m
  ON m.member_id = u.user_id
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS gone
  ON gone.erased_id = u.user_id;

-- table work.sync_action
SELECT
  COALESCE(w.user_id, s.user_id) AS user_id,
  CASE
    WHEN NOT e.erased_id IS NULL AND s.is_there
    THEN 'erase'
    WHEN w.user_id IS NULL AND g.user_id IS NULL AND d.is_known AND s.is_sure
    THEN 'merge'
    WHEN w.user_id IS NULL AND NOT d.user_id IS NULL AND s.is_there
    THEN 'remove'
    WHEN w.user_id IS NULL
    THEN 'gone'
    WHEN NOT w.held IS NULL
    AND s.is_there
    AND NOT s.status IN ('suppressed', 'held')
    AND (
      s.status <> 'left'
      OR s.fingerprint IS DISTINCT FROM CAST(CAST(CONV(
        REGEXP_REPLACE(
          SUBSTRING(
            MD5(
              CONCAT_WS(
                CHR(  31),
                COALESCE(CAST('53dccc9d257df5d13f53b9cddb71f422' AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30)),
                COALESCE(CAST(FALSE AS STRING), CHR(  30))
              )
            ),
            1,
            16
          ),
          '(..)(..)(..)(..)(..)(..)(..)(..)',
          '$8$7$6$5$4$3$2$1'
        ),
        16,
        10
      ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)
    )
    THEN 'suppress'
    WHEN NOT w.held IS NULL AND s.reason = w.held
    THEN 'still held'
    WHEN NOT w.held IS NULL
    THEN 'held'
    WHEN s.user_id IS NULL OR s.status IN ('left', 'suppressed', 'held')
    THEN 'add'
    WHEN s.status = 'due' AND NOT s.is_sure
    THEN 'add'
    WHEN w.fingerprint IS DISTINCT FROM s.fingerprint
    OR (
      COALESCE(h.at > s.run_at, FALSE) OR NOT m.user_id IS NULL
    )
    THEN 'change'
    WHEN s.status = 'rejected'
    THEN 'refused'
    ELSE 'unchanged'
  END AS action,
  CASE WHEN w.user_id IS NULL THEN g.held ELSE w.held END AS held,
  CASE WHEN w.user_id IS NULL THEN g.fingerprint ELSE w.fingerprint END AS fingerprint,
  d.user_id AS merged_into,
  (
    COALESCE(h.at > s.run_at, FALSE) OR NOT m.user_id IS NULL
  ) AS is_whole
FROM work.sync_wanted AS w
FULL OUTER JOIN (
  SELECT
    *
  FROM ops.sync_state
  WHERE
    destination = 'win_back_file'
) AS s
  ON s.user_id = w.user_id
LEFT JOIN (
  SELECT
    user_id AS erased_id
  FROM ops.erasure
  UNION
  SELECT
    d.user_id AS erased_id
  FROM gold.cdp_user_redirect AS d
  INNER JOIN ops.erasure AS a
    ON a.user_id = d.retired_user_id
) AS e
  ON e.erased_id = s.user_id
LEFT JOIN (
  SELECT
    user_id,
    MAX(at) AS at
  FROM (
    SELECT
      to_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind IN ('merged', 'split')
    UNION ALL
    SELECT
      from_user AS user_id,
      at
    FROM ops.identity_log
    WHERE
      kind = 'split'
  ) AS p
  GROUP BY
    user_id
) AS h
  ON h.user_id = s.user_id
LEFT JOIN (
  SELECT
    r.retired_user_id,
    r.user_id,
    NOT t.user_id IS NULL AND NOT n.user_id IS NULL AS is_known
  FROM gold.cdp_user_redirect AS r
  LEFT JOIN ops.sync_state AS t
    ON t.user_id = r.user_id
    AND t.destination = 'win_back_file'
    AND (
      t.status = 'accepted' OR t.status = 'due' AND t.is_sure
    )
  LEFT JOIN work.sync_wanted AS n
    ON n.user_id = r.user_id
) AS d
  ON d.retired_user_id = s.user_id
LEFT JOIN (
  SELECT DISTINCT
    r.user_id
  FROM gold.cdp_user_redirect AS r
  INNER JOIN ops.sync_state AS t
    ON t.user_id = r.retired_user_id AND t.destination = 'win_back_file' AND t.is_there
) AS m
  ON m.user_id = s.user_id
LEFT JOIN (
  SELECT
    u.user_id,
    CASE
      WHEN NOT gone.erased_id IS NULL
      THEN 'the person was erased'
      WHEN NOT u.`is_contact_owner`
      THEN 'somebody else is contacted on this number'
      WHEN NOT (
        COALESCE(can_sms, FALSE) OR COALESCE(can_email, FALSE)
      )
      THEN 'no channel may be used'
    END AS held,
    CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST('53dccc9d257df5d13f53b9cddb71f422' AS STRING), CHR(  30)),
              COALESCE(
                CAST((
                  COALESCE(can_email, FALSE)
                  AND (
                    CASE
                      WHEN NOT gone.erased_id IS NULL
                      THEN 'the person was erased'
                      WHEN NOT u.`is_contact_owner`
                      THEN 'somebody else is contacted on this number'
                      WHEN NOT (
                        COALESCE(can_sms, FALSE) OR COALESCE(can_email, FALSE)
                      )
                      THEN 'no channel may be used'
                    END
                  ) IS NULL
                ) AS STRING),
                CHR(  30)
              ),
              COALESCE(
                CAST((
                  COALESCE(can_sms, FALSE)
                  AND (
                    CASE
                      WHEN NOT gone.erased_id IS NULL
                      THEN 'the person was erased'
                      WHEN NOT u.`is_contact_owner`
                      THEN 'somebody else is contacted on this number'
                      WHEN NOT (
                        COALESCE(can_sms, FALSE) OR COALESCE(can_email, FALSE)
                      )
                      THEN 'no channel may be used'
                    END
                  ) IS NULL
                ) AS STRING),
                CHR(  30)
              )
            )
          ),
          1,
          16
        ),
        '(..)(..)(..)(..)(..)(..)(..)(..)',
        '$8$7$6$5$4$3$2$1'
      ),
      16,
      10
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT) AS fingerprint
  FROM gold.cdp_dim_user AS u
  LEFT JOIN (
    SELECT
      user_id AS erased_id
    FROM ops.erasure
    UNION
    SELECT
      d.user_id AS erased_id
    FROM gold.cdp_user_redirect AS d
    INNER JOIN ops.erasure AS a
      ON a.user_id = d.retired_user_id
  ) AS gone
    ON gone.erased_id = u.user_id
) AS g
  ON g.user_id = s.user_id;

-- question
SELECT
  of_what,
  attribute,
  kind
FROM ops.sync_type
WHERE
  destination = 'win_back_file';

-- question
SELECT
  a.user_id AS _user_id,
  a.action AS _action,
  a.fingerprint AS _fingerprint,
  a.merged_into AS _merged_into,
  a.is_whole AS _whole,
  u.`first_name` AS `first_name`,
  u.`last_name` AS `last_name`,
  u.`primary_mobile_number` AS `primary_mobile_number`,
  u.`email` AS `email`,
  u.`class_name` AS `class_name`,
  u.`last_not_interested_reason` AS `last_not_interested_reason`,
  (
    COALESCE(can_sms, FALSE) AND a.held IS NULL
  ) AS `_allowed_sms`,
  (
    COALESCE(can_email, FALSE) AND a.held IS NULL
  ) AS `_allowed_email`
FROM work.sync_action AS a
LEFT JOIN gold.cdp_dim_user AS u
  ON u.user_id = a.user_id
WHERE
  a.action IN ('erase', 'merge', 'remove', 'leave', 'suppress', 'add', 'change')
  AND a.user_id > 0
ORDER BY
  a.user_id NULLS LAST
LIMIT 50000;
