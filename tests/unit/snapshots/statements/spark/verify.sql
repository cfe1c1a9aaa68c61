-- question
SELECT
  run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ),
  model,
  fingerprint
FROM kept_ops.run;

-- table ops.source_file
SELECT
  *
FROM kept_ops.source_file;

-- table identity.registry
SELECT
  *
FROM kept_identity.registry;

-- table ops.identity_log
SELECT
  *
FROM kept_ops.identity_log;

-- table work.scholarship_opportunity_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_7 THEN 'lead_id is missing' END,
        CASE WHEN rule_10 THEN 'known registration status' END,
        CASE WHEN rule_12 THEN 'scholarship_percent below 0' END,
        CASE WHEN rule_13 THEN 'scholarship_percent above 100' END,
        CASE WHEN rule_15 THEN 'known stage' END,
        CASE WHEN rule_16 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.scholarship_opportunity_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- table work.user_verdict
WITH named AS (
  SELECT
    _arrival,
    _file,
    row_key,
    row_version,
    clears_at,
    NULLIF(
      CONCAT_WS(
        '; ',
        CASE WHEN rule_0 THEN 'id is missing' END,
        CASE WHEN rule_1 THEN 'created_at is no timestamp' END,
        CASE WHEN rule_2 THEN 'created_at is missing' END,
        CASE WHEN rule_3 THEN 'not created in the future' END,
        CASE WHEN rule_4 THEN 'updated_at is no timestamp' END,
        CASE WHEN rule_5 THEN 'updated_at is missing' END,
        CASE WHEN rule_6 THEN 'deleted_at is no timestamp' END,
        CASE WHEN rule_8 THEN 'updated after created' END
      ),
      ''
    ) AS rules
  FROM work.user_exception
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY row_key, rules IS NULL ORDER BY row_version DESC, _arrival DESC) AS version_rank
  FROM named
), good AS (
  SELECT
    row_key,
    row_version,
    _arrival
  FROM ranked
  WHERE
    rules IS NULL AND version_rank = 1
)
SELECT
  r._arrival,
  r._file,
  r.row_key,
  r.rules,
  r.clears_at,
  CASE
    WHEN r.row_key IS NULL
    THEN 'quarantined'
    WHEN r.rules IS NULL OR r.version_rank > 1
    THEN 'duplicate'
    WHEN r.row_version IS NULL AND g._arrival > r._arrival
    THEN 'duplicate'
    WHEN g.row_version > r.row_version
    THEN 'duplicate'
    WHEN g.row_version = r.row_version AND g._arrival > r._arrival
    THEN 'duplicate'
    ELSE 'quarantined'
  END AS verdict
FROM ranked AS r
LEFT JOIN good AS g
  ON g.row_key = r.row_key
WHERE
  NOT r.rules IS NULL OR r.version_rank > 1;

-- table audience.fee_pending
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
  );

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.callback_due_today;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.callback_due_today
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.callback_due_today
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.callback_due_today
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.callback_due_today
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.callback_due_today
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.callback_due_today
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.fee_pending;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.fee_pending
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.fee_pending
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.fee_pending
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.fee_pending
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.fee_pending
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.fee_pending
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.hot_leads_not_called;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.hot_leads_not_called
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.hot_leads_not_called
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.hot_leads_not_called
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.hot_leads_not_called
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.hot_leads_not_called
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.hot_leads_not_called
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.never_connected;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.never_connected
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.never_connected
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.never_connected
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.never_connected
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.never_connected
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.never_connected
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.scholarship_not_enrolled;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.scholarship_not_enrolled
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.scholarship_not_enrolled
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.scholarship_not_enrolled
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.scholarship_not_enrolled
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.scholarship_not_enrolled
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.scholarship_not_enrolled
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_audience.win_back_last_session;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`
  FROM kept_audience.win_back_last_session
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`
  FROM audience.win_back_last_session
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL OR b.`user_id` IS NULL;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.win_back_last_session
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.win_back_last_session
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM audience.win_back_last_session
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`
    FROM kept_audience.win_back_last_session
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_gold.cdp_dim_contact_point;

-- table work.verify_key
SELECT
  COALESCE(a.`mobile`, b.`mobile`) AS `mobile`
FROM (
  SELECT
    `mobile`,
    `is_blocked`,
    `is_crowded`,
    `record_count`,
    `user_count`,
    `primary_user_count`,
    `owner_user_id`,
    `first_seen_at`,
    `last_seen_at`
  FROM kept_gold.cdp_dim_contact_point
) AS a
FULL OUTER JOIN (
  SELECT
    `mobile`,
    `is_blocked`,
    `is_crowded`,
    `record_count`,
    `user_count`,
    `primary_user_count`,
    `owner_user_id`,
    `first_seen_at`,
    `last_seen_at`
  FROM gold.cdp_dim_contact_point
) AS b
  ON a.`mobile` = b.`mobile`
WHERE
  a.`mobile` IS NULL
  OR b.`mobile` IS NULL
  OR a.`is_blocked` IS DISTINCT FROM b.`is_blocked`
  OR a.`is_crowded` IS DISTINCT FROM b.`is_crowded`
  OR a.`record_count` IS DISTINCT FROM b.`record_count`
  OR a.`user_count` IS DISTINCT FROM b.`user_count`
  OR a.`primary_user_count` IS DISTINCT FROM b.`primary_user_count`
  OR a.`owner_user_id` IS DISTINCT FROM b.`owner_user_id`
  OR a.`first_seen_at` IS DISTINCT FROM b.`first_seen_at`
  OR a.`last_seen_at` IS DISTINCT FROM b.`last_seen_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `mobile`,
      `is_blocked`,
      `is_crowded`,
      `record_count`,
      `user_count`,
      `primary_user_count`,
      `owner_user_id`,
      `first_seen_at`,
      `last_seen_at`
    FROM kept_gold.cdp_dim_contact_point
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`mobile` = side.`mobile`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `mobile`,
      `is_blocked`,
      `is_crowded`,
      `record_count`,
      `user_count`,
      `primary_user_count`,
      `owner_user_id`,
      `first_seen_at`,
      `last_seen_at`
    FROM gold.cdp_dim_contact_point
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`mobile` = side.`mobile`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `mobile`,
      `is_blocked`,
      `is_crowded`,
      `record_count`,
      `user_count`,
      `primary_user_count`,
      `owner_user_id`,
      `first_seen_at`,
      `last_seen_at`
    FROM gold.cdp_dim_contact_point
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`mobile` = side.`mobile`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `mobile`,
      `is_blocked`,
      `is_crowded`,
      `record_count`,
      `user_count`,
      `primary_user_count`,
      `owner_user_id`,
      `first_seen_at`,
      `last_seen_at`
    FROM kept_gold.cdp_dim_contact_point
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`mobile` = side.`mobile`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_gold.cdp_dim_user;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`
FROM (
  SELECT
    `user_id`,
    `primary_mobile_number`,
    `users_on_mobile`,
    `is_mobile_shared`,
    `is_contact_owner`,
    `email`,
    `student_id`,
    `lead_ids`,
    `first_lead_id`,
    `latest_lead_id`,
    `full_name`,
    `first_name`,
    `gender`,
    `date_of_birth`,
    `class_name`,
    `stream`,
    `board`,
    `school_name`,
    `city`,
    `state`,
    `pincode`,
    `branch_name`,
    `preferred_language`,
    `first_source`,
    `first_campaign`,
    `latest_source`,
    `latest_campaign`,
    `lead_stage`,
    `lead_status`,
    `owner_name`,
    `academic_session`,
    `target_exam_year`,
    `latest_product_name`,
    `latest_product_stage`,
    `latest_exam_name`,
    `best_hour_ist`,
    `last_disposition`,
    `last_not_interested_reason`,
    `interest_level`,
    `whatsapp_opt_in`,
    `sms_opt_in`,
    `email_opt_in`,
    `lead_count`,
    `first_seen_at`,
    `last_enquiry_at`,
    `is_enrolled`,
    `enrolled_at`,
    `product_opportunity_count`,
    `open_product_opportunity_count`,
    `won_product_opportunity_count`,
    `lost_product_opportunity_count`,
    `total_quoted_fee`,
    `total_paid_fee`,
    `scholarship_count`,
    `latest_exam_date`,
    `best_rank`,
    `best_scholarship_percent`,
    `has_appeared`,
    `call_count`,
    `connected_call_count`,
    `inbound_call_count`,
    `total_talk_seconds`,
    `first_call_at`,
    `last_call_at`,
    `last_connected_call_at`,
    `calls_last_7d`,
    `calls_last_30d`,
    `calls_last_90d`,
    `connected_last_30d`,
    `distinct_agents`,
    `disposition_count`,
    `last_sub_disposition`,
    `last_disposition_at`,
    `next_follow_up_at`,
    `not_interested_count`,
    `has_lead_dnd`,
    `has_dnd_disposition`,
    `lead_updated_at`,
    `product_updated_at`,
    `scholarship_updated_at`,
    `call_updated_at`,
    `disposition_updated_at`,
    `last_name`,
    `is_minor`,
    `last_seen_at`,
    `is_dnd`,
    `is_wrong_number`,
    `can_whatsapp`,
    `can_sms`,
    `can_email`,
    `can_call`,
    `profile_completeness`,
    `updated_at`,
    `row_hash`
  FROM kept_gold.cdp_dim_user
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`,
    `primary_mobile_number`,
    `users_on_mobile`,
    `is_mobile_shared`,
    `is_contact_owner`,
    `email`,
    `student_id`,
    `lead_ids`,
    `first_lead_id`,
    `latest_lead_id`,
    `full_name`,
    `first_name`,
    `gender`,
    `date_of_birth`,
    `class_name`,
    `stream`,
    `board`,
    `school_name`,
    `city`,
    `state`,
    `pincode`,
    `branch_name`,
    `preferred_language`,
    `first_source`,
    `first_campaign`,
    `latest_source`,
    `latest_campaign`,
    `lead_stage`,
    `lead_status`,
    `owner_name`,
    `academic_session`,
    `target_exam_year`,
    `latest_product_name`,
    `latest_product_stage`,
    `latest_exam_name`,
    `best_hour_ist`,
    `last_disposition`,
    `last_not_interested_reason`,
    `interest_level`,
    `whatsapp_opt_in`,
    `sms_opt_in`,
    `email_opt_in`,
    `lead_count`,
    `first_seen_at`,
    `last_enquiry_at`,
    `is_enrolled`,
    `enrolled_at`,
    `product_opportunity_count`,
    `open_product_opportunity_count`,
    `won_product_opportunity_count`,
    `lost_product_opportunity_count`,
    `total_quoted_fee`,
    `total_paid_fee`,
    `scholarship_count`,
    `latest_exam_date`,
    `best_rank`,
    `best_scholarship_percent`,
    `has_appeared`,
    `call_count`,
    `connected_call_count`,
    `inbound_call_count`,
    `total_talk_seconds`,
    `first_call_at`,
    `last_call_at`,
    `last_connected_call_at`,
    `calls_last_7d`,
    `calls_last_30d`,
    `calls_last_90d`,
    `connected_last_30d`,
    `distinct_agents`,
    `disposition_count`,
    `last_sub_disposition`,
    `last_disposition_at`,
    `next_follow_up_at`,
    `not_interested_count`,
    `has_lead_dnd`,
    `has_dnd_disposition`,
    `lead_updated_at`,
    `product_updated_at`,
    `scholarship_updated_at`,
    `call_updated_at`,
    `disposition_updated_at`,
    `last_name`,
    `is_minor`,
    `last_seen_at`,
    `is_dnd`,
    `is_wrong_number`,
    `can_whatsapp`,
    `can_sms`,
    `can_email`,
    `can_call`,
    `profile_completeness`,
    `updated_at`,
    `row_hash`
  FROM gold.cdp_dim_user
) AS b
  ON a.`user_id` = b.`user_id`
WHERE
  a.`user_id` IS NULL
  OR b.`user_id` IS NULL
  OR a.`primary_mobile_number` IS DISTINCT FROM b.`primary_mobile_number`
  OR a.`users_on_mobile` IS DISTINCT FROM b.`users_on_mobile`
  OR a.`is_mobile_shared` IS DISTINCT FROM b.`is_mobile_shared`
  OR a.`is_contact_owner` IS DISTINCT FROM b.`is_contact_owner`
  OR a.`email` IS DISTINCT FROM b.`email`
  OR a.`student_id` IS DISTINCT FROM b.`student_id`
  OR a.`lead_ids` IS DISTINCT FROM b.`lead_ids`
  OR a.`first_lead_id` IS DISTINCT FROM b.`first_lead_id`
  OR a.`latest_lead_id` IS DISTINCT FROM b.`latest_lead_id`
  OR a.`full_name` IS DISTINCT FROM b.`full_name`
  OR a.`first_name` IS DISTINCT FROM b.`first_name`
  OR a.`gender` IS DISTINCT FROM b.`gender`
  OR a.`date_of_birth` IS DISTINCT FROM b.`date_of_birth`
  OR a.`class_name` IS DISTINCT FROM b.`class_name`
  OR a.`stream` IS DISTINCT FROM b.`stream`
  OR a.`board` IS DISTINCT FROM b.`board`
  OR a.`school_name` IS DISTINCT FROM b.`school_name`
  OR a.`city` IS DISTINCT FROM b.`city`
  OR a.`state` IS DISTINCT FROM b.`state`
  OR a.`pincode` IS DISTINCT FROM b.`pincode`
  OR a.`branch_name` IS DISTINCT FROM b.`branch_name`
  OR a.`preferred_language` IS DISTINCT FROM b.`preferred_language`
  OR a.`first_source` IS DISTINCT FROM b.`first_source`
  OR a.`first_campaign` IS DISTINCT FROM b.`first_campaign`
  OR a.`latest_source` IS DISTINCT FROM b.`latest_source`
  OR a.`latest_campaign` IS DISTINCT FROM b.`latest_campaign`
  OR a.`lead_stage` IS DISTINCT FROM b.`lead_stage`
  OR a.`lead_status` IS DISTINCT FROM b.`lead_status`
  OR a.`owner_name` IS DISTINCT FROM b.`owner_name`
  OR a.`academic_session` IS DISTINCT FROM b.`academic_session`
  OR a.`target_exam_year` IS DISTINCT FROM b.`target_exam_year`
  OR a.`latest_product_name` IS DISTINCT FROM b.`latest_product_name`
  OR a.`latest_product_stage` IS DISTINCT FROM b.`latest_product_stage`
  OR a.`latest_exam_name` IS DISTINCT FROM b.`latest_exam_name`
  OR a.`best_hour_ist` IS DISTINCT FROM b.`best_hour_ist`
  OR a.`last_disposition` IS DISTINCT FROM b.`last_disposition`
  OR a.`last_not_interested_reason` IS DISTINCT FROM b.`last_not_interested_reason`
  OR a.`interest_level` IS DISTINCT FROM b.`interest_level`
  OR a.`whatsapp_opt_in` IS DISTINCT FROM b.`whatsapp_opt_in`
  OR a.`sms_opt_in` IS DISTINCT FROM b.`sms_opt_in`
  OR a.`email_opt_in` IS DISTINCT FROM b.`email_opt_in`
  OR a.`lead_count` IS DISTINCT FROM b.`lead_count`
  OR a.`first_seen_at` IS DISTINCT FROM b.`first_seen_at`
  OR a.`last_enquiry_at` IS DISTINCT FROM b.`last_enquiry_at`
  OR a.`is_enrolled` IS DISTINCT FROM b.`is_enrolled`
  OR a.`enrolled_at` IS DISTINCT FROM b.`enrolled_at`
  OR a.`product_opportunity_count` IS DISTINCT FROM b.`product_opportunity_count`
  OR a.`open_product_opportunity_count` IS DISTINCT FROM b.`open_product_opportunity_count`
  OR a.`won_product_opportunity_count` IS DISTINCT FROM b.`won_product_opportunity_count`
  OR a.`lost_product_opportunity_count` IS DISTINCT FROM b.`lost_product_opportunity_count`
  OR a.`total_quoted_fee` IS DISTINCT FROM b.`total_quoted_fee`
  OR a.`total_paid_fee` IS DISTINCT FROM b.`total_paid_fee`
  OR a.`scholarship_count` IS DISTINCT FROM b.`scholarship_count`
  OR a.`latest_exam_date` IS DISTINCT FROM b.`latest_exam_date`
  OR a.`best_rank` IS DISTINCT FROM b.`best_rank`
  OR a.`best_scholarship_percent` IS DISTINCT FROM b.`best_scholarship_percent`
  OR a.`has_appeared` IS DISTINCT FROM b.`has_appeared`
  OR a.`call_count` IS DISTINCT FROM b.`call_count`
  OR a.`connected_call_count` IS DISTINCT FROM b.`connected_call_count`
  OR a.`inbound_call_count` IS DISTINCT FROM b.`inbound_call_count`
  OR a.`total_talk_seconds` IS DISTINCT FROM b.`total_talk_seconds`
  OR a.`first_call_at` IS DISTINCT FROM b.`first_call_at`
  OR a.`last_call_at` IS DISTINCT FROM b.`last_call_at`
  OR a.`last_connected_call_at` IS DISTINCT FROM b.`last_connected_call_at`
  OR a.`calls_last_7d` IS DISTINCT FROM b.`calls_last_7d`
  OR a.`calls_last_30d` IS DISTINCT FROM b.`calls_last_30d`
  OR a.`calls_last_90d` IS DISTINCT FROM b.`calls_last_90d`
  OR a.`connected_last_30d` IS DISTINCT FROM b.`connected_last_30d`
  OR a.`distinct_agents` IS DISTINCT FROM b.`distinct_agents`
  OR a.`disposition_count` IS DISTINCT FROM b.`disposition_count`
  OR a.`last_sub_disposition` IS DISTINCT FROM b.`last_sub_disposition`
  OR a.`last_disposition_at` IS DISTINCT FROM b.`last_disposition_at`
  OR a.`next_follow_up_at` IS DISTINCT FROM b.`next_follow_up_at`
  OR a.`not_interested_count` IS DISTINCT FROM b.`not_interested_count`
  OR a.`has_lead_dnd` IS DISTINCT FROM b.`has_lead_dnd`
  OR a.`has_dnd_disposition` IS DISTINCT FROM b.`has_dnd_disposition`
  OR a.`lead_updated_at` IS DISTINCT FROM b.`lead_updated_at`
  OR a.`product_updated_at` IS DISTINCT FROM b.`product_updated_at`
  OR a.`scholarship_updated_at` IS DISTINCT FROM b.`scholarship_updated_at`
  OR a.`call_updated_at` IS DISTINCT FROM b.`call_updated_at`
  OR a.`disposition_updated_at` IS DISTINCT FROM b.`disposition_updated_at`
  OR a.`last_name` IS DISTINCT FROM b.`last_name`
  OR a.`is_minor` IS DISTINCT FROM b.`is_minor`
  OR a.`last_seen_at` IS DISTINCT FROM b.`last_seen_at`
  OR a.`is_dnd` IS DISTINCT FROM b.`is_dnd`
  OR a.`is_wrong_number` IS DISTINCT FROM b.`is_wrong_number`
  OR a.`can_whatsapp` IS DISTINCT FROM b.`can_whatsapp`
  OR a.`can_sms` IS DISTINCT FROM b.`can_sms`
  OR a.`can_email` IS DISTINCT FROM b.`can_email`
  OR a.`can_call` IS DISTINCT FROM b.`can_call`
  OR a.`profile_completeness` IS DISTINCT FROM b.`profile_completeness`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`row_hash` IS DISTINCT FROM b.`row_hash`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `primary_mobile_number`,
      `users_on_mobile`,
      `is_mobile_shared`,
      `is_contact_owner`,
      `email`,
      `student_id`,
      `lead_ids`,
      `first_lead_id`,
      `latest_lead_id`,
      `full_name`,
      `first_name`,
      `gender`,
      `date_of_birth`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `branch_name`,
      `preferred_language`,
      `first_source`,
      `first_campaign`,
      `latest_source`,
      `latest_campaign`,
      `lead_stage`,
      `lead_status`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `latest_product_name`,
      `latest_product_stage`,
      `latest_exam_name`,
      `best_hour_ist`,
      `last_disposition`,
      `last_not_interested_reason`,
      `interest_level`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `lead_count`,
      `first_seen_at`,
      `last_enquiry_at`,
      `is_enrolled`,
      `enrolled_at`,
      `product_opportunity_count`,
      `open_product_opportunity_count`,
      `won_product_opportunity_count`,
      `lost_product_opportunity_count`,
      `total_quoted_fee`,
      `total_paid_fee`,
      `scholarship_count`,
      `latest_exam_date`,
      `best_rank`,
      `best_scholarship_percent`,
      `has_appeared`,
      `call_count`,
      `connected_call_count`,
      `inbound_call_count`,
      `total_talk_seconds`,
      `first_call_at`,
      `last_call_at`,
      `last_connected_call_at`,
      `calls_last_7d`,
      `calls_last_30d`,
      `calls_last_90d`,
      `connected_last_30d`,
      `distinct_agents`,
      `disposition_count`,
      `last_sub_disposition`,
      `last_disposition_at`,
      `next_follow_up_at`,
      `not_interested_count`,
      `has_lead_dnd`,
      `has_dnd_disposition`,
      `lead_updated_at`,
      `product_updated_at`,
      `scholarship_updated_at`,
      `call_updated_at`,
      `disposition_updated_at`,
      `last_name`,
      `is_minor`,
      `last_seen_at`,
      `is_dnd`,
      `is_wrong_number`,
      `can_whatsapp`,
      `can_sms`,
      `can_email`,
      `can_call`,
      `profile_completeness`,
      `updated_at`,
      `row_hash`
    FROM kept_gold.cdp_dim_user
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `primary_mobile_number`,
      `users_on_mobile`,
      `is_mobile_shared`,
      `is_contact_owner`,
      `email`,
      `student_id`,
      `lead_ids`,
      `first_lead_id`,
      `latest_lead_id`,
      `full_name`,
      `first_name`,
      `gender`,
      `date_of_birth`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `branch_name`,
      `preferred_language`,
      `first_source`,
      `first_campaign`,
      `latest_source`,
      `latest_campaign`,
      `lead_stage`,
      `lead_status`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `latest_product_name`,
      `latest_product_stage`,
      `latest_exam_name`,
      `best_hour_ist`,
      `last_disposition`,
      `last_not_interested_reason`,
      `interest_level`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `lead_count`,
      `first_seen_at`,
      `last_enquiry_at`,
      `is_enrolled`,
      `enrolled_at`,
      `product_opportunity_count`,
      `open_product_opportunity_count`,
      `won_product_opportunity_count`,
      `lost_product_opportunity_count`,
      `total_quoted_fee`,
      `total_paid_fee`,
      `scholarship_count`,
      `latest_exam_date`,
      `best_rank`,
      `best_scholarship_percent`,
      `has_appeared`,
      `call_count`,
      `connected_call_count`,
      `inbound_call_count`,
      `total_talk_seconds`,
      `first_call_at`,
      `last_call_at`,
      `last_connected_call_at`,
      `calls_last_7d`,
      `calls_last_30d`,
      `calls_last_90d`,
      `connected_last_30d`,
      `distinct_agents`,
      `disposition_count`,
      `last_sub_disposition`,
      `last_disposition_at`,
      `next_follow_up_at`,
      `not_interested_count`,
      `has_lead_dnd`,
      `has_dnd_disposition`,
      `lead_updated_at`,
      `product_updated_at`,
      `scholarship_updated_at`,
      `call_updated_at`,
      `disposition_updated_at`,
      `last_name`,
      `is_minor`,
      `last_seen_at`,
      `is_dnd`,
      `is_wrong_number`,
      `can_whatsapp`,
      `can_sms`,
      `can_email`,
      `can_call`,
      `profile_completeness`,
      `updated_at`,
      `row_hash`
    FROM gold.cdp_dim_user
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `primary_mobile_number`,
      `users_on_mobile`,
      `is_mobile_shared`,
      `is_contact_owner`,
      `email`,
      `student_id`,
      `lead_ids`,
      `first_lead_id`,
      `latest_lead_id`,
      `full_name`,
      `first_name`,
      `gender`,
      `date_of_birth`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `branch_name`,
      `preferred_language`,
      `first_source`,
      `first_campaign`,
      `latest_source`,
      `latest_campaign`,
      `lead_stage`,
      `lead_status`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `latest_product_name`,
      `latest_product_stage`,
      `latest_exam_name`,
      `best_hour_ist`,
      `last_disposition`,
      `last_not_interested_reason`,
      `interest_level`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `lead_count`,
      `first_seen_at`,
      `last_enquiry_at`,
      `is_enrolled`,
      `enrolled_at`,
      `product_opportunity_count`,
      `open_product_opportunity_count`,
      `won_product_opportunity_count`,
      `lost_product_opportunity_count`,
      `total_quoted_fee`,
      `total_paid_fee`,
      `scholarship_count`,
      `latest_exam_date`,
      `best_rank`,
      `best_scholarship_percent`,
      `has_appeared`,
      `call_count`,
      `connected_call_count`,
      `inbound_call_count`,
      `total_talk_seconds`,
      `first_call_at`,
      `last_call_at`,
      `last_connected_call_at`,
      `calls_last_7d`,
      `calls_last_30d`,
      `calls_last_90d`,
      `connected_last_30d`,
      `distinct_agents`,
      `disposition_count`,
      `last_sub_disposition`,
      `last_disposition_at`,
      `next_follow_up_at`,
      `not_interested_count`,
      `has_lead_dnd`,
      `has_dnd_disposition`,
      `lead_updated_at`,
      `product_updated_at`,
      `scholarship_updated_at`,
      `call_updated_at`,
      `disposition_updated_at`,
      `last_name`,
      `is_minor`,
      `last_seen_at`,
      `is_dnd`,
      `is_wrong_number`,
      `can_whatsapp`,
      `can_sms`,
      `can_email`,
      `can_call`,
      `profile_completeness`,
      `updated_at`,
      `row_hash`
    FROM gold.cdp_dim_user
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `primary_mobile_number`,
      `users_on_mobile`,
      `is_mobile_shared`,
      `is_contact_owner`,
      `email`,
      `student_id`,
      `lead_ids`,
      `first_lead_id`,
      `latest_lead_id`,
      `full_name`,
      `first_name`,
      `gender`,
      `date_of_birth`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `branch_name`,
      `preferred_language`,
      `first_source`,
      `first_campaign`,
      `latest_source`,
      `latest_campaign`,
      `lead_stage`,
      `lead_status`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `latest_product_name`,
      `latest_product_stage`,
      `latest_exam_name`,
      `best_hour_ist`,
      `last_disposition`,
      `last_not_interested_reason`,
      `interest_level`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `lead_count`,
      `first_seen_at`,
      `last_enquiry_at`,
      `is_enrolled`,
      `enrolled_at`,
      `product_opportunity_count`,
      `open_product_opportunity_count`,
      `won_product_opportunity_count`,
      `lost_product_opportunity_count`,
      `total_quoted_fee`,
      `total_paid_fee`,
      `scholarship_count`,
      `latest_exam_date`,
      `best_rank`,
      `best_scholarship_percent`,
      `has_appeared`,
      `call_count`,
      `connected_call_count`,
      `inbound_call_count`,
      `total_talk_seconds`,
      `first_call_at`,
      `last_call_at`,
      `last_connected_call_at`,
      `calls_last_7d`,
      `calls_last_30d`,
      `calls_last_90d`,
      `connected_last_30d`,
      `distinct_agents`,
      `disposition_count`,
      `last_sub_disposition`,
      `last_disposition_at`,
      `next_follow_up_at`,
      `not_interested_count`,
      `has_lead_dnd`,
      `has_dnd_disposition`,
      `lead_updated_at`,
      `product_updated_at`,
      `scholarship_updated_at`,
      `call_updated_at`,
      `disposition_updated_at`,
      `last_name`,
      `is_minor`,
      `last_seen_at`,
      `is_dnd`,
      `is_wrong_number`,
      `can_whatsapp`,
      `can_sms`,
      `can_email`,
      `can_call`,
      `profile_completeness`,
      `updated_at`,
      `row_hash`
    FROM kept_gold.cdp_dim_user
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`user_id` = side.`user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_gold.cdp_fact_events;

-- table work.verify_key
SELECT
  COALESCE(a.`event_id`, b.`event_id`) AS `event_id`
FROM (
  SELECT
    `event_id`,
    `user_id`,
    `event_name`,
    `occurred_at`,
    `event_date`,
    `lead_id`,
    `source_table`,
    `source_id`,
    `properties`,
    `ingested_at`
  FROM kept_gold.cdp_fact_events
) AS a
FULL OUTER JOIN (
  SELECT
    `event_id`,
    `user_id`,
    `event_name`,
    `occurred_at`,
    `event_date`,
    `lead_id`,
    `source_table`,
    `source_id`,
    `properties`,
    `ingested_at`
  FROM gold.cdp_fact_events
) AS b
  ON a.`event_id` = b.`event_id`
WHERE
  a.`event_id` IS NULL
  OR b.`event_id` IS NULL
  OR a.`user_id` IS DISTINCT FROM b.`user_id`
  OR a.`event_name` IS DISTINCT FROM b.`event_name`
  OR a.`occurred_at` IS DISTINCT FROM b.`occurred_at`
  OR a.`event_date` IS DISTINCT FROM b.`event_date`
  OR a.`lead_id` IS DISTINCT FROM b.`lead_id`
  OR a.`source_table` IS DISTINCT FROM b.`source_table`
  OR a.`source_id` IS DISTINCT FROM b.`source_id`
  OR a.`properties` IS DISTINCT FROM b.`properties`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `event_id`,
      `user_id`,
      `event_name`,
      `occurred_at`,
      `event_date`,
      `lead_id`,
      `source_table`,
      `source_id`,
      `properties`,
      `ingested_at`
    FROM kept_gold.cdp_fact_events
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`event_id` = side.`event_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `event_id`,
      `user_id`,
      `event_name`,
      `occurred_at`,
      `event_date`,
      `lead_id`,
      `source_table`,
      `source_id`,
      `properties`,
      `ingested_at`
    FROM gold.cdp_fact_events
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`event_id` = side.`event_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `event_id`,
      `user_id`,
      `event_name`,
      `occurred_at`,
      `event_date`,
      `lead_id`,
      `source_table`,
      `source_id`,
      `properties`,
      `ingested_at`
    FROM gold.cdp_fact_events
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`event_id` = side.`event_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `event_id`,
      `user_id`,
      `event_name`,
      `occurred_at`,
      `event_date`,
      `lead_id`,
      `source_table`,
      `source_id`,
      `properties`,
      `ingested_at`
    FROM kept_gold.cdp_fact_events
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`event_id` = side.`event_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_gold.cdp_user_identifier;

-- table work.verify_key
SELECT
  COALESCE(a.`user_id`, b.`user_id`) AS `user_id`,
  COALESCE(a.`identifier_type`, b.`identifier_type`) AS `identifier_type`,
  COALESCE(a.`identifier_value`, b.`identifier_value`) AS `identifier_value`
FROM (
  SELECT
    `user_id`,
    `identifier_type`,
    `identifier_value`,
    `record_count`,
    `first_seen_at`,
    `last_seen_at`,
    `is_current`
  FROM kept_gold.cdp_user_identifier
) AS a
FULL OUTER JOIN (
  SELECT
    `user_id`,
    `identifier_type`,
    `identifier_value`,
    `record_count`,
    `first_seen_at`,
    `last_seen_at`,
    `is_current`
  FROM gold.cdp_user_identifier
) AS b
  ON (
    a.`user_id` IS NOT DISTINCT FROM b.`user_id`
  )
  AND (
    a.`identifier_type` IS NOT DISTINCT FROM b.`identifier_type`
  )
  AND (
    a.`identifier_value` IS NOT DISTINCT FROM b.`identifier_value`
  )
WHERE
  a.`user_id` IS NULL
  OR b.`user_id` IS NULL
  OR a.`record_count` IS DISTINCT FROM b.`record_count`
  OR a.`first_seen_at` IS DISTINCT FROM b.`first_seen_at`
  OR a.`last_seen_at` IS DISTINCT FROM b.`last_seen_at`
  OR a.`is_current` IS DISTINCT FROM b.`is_current`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `identifier_type`,
      `identifier_value`,
      `record_count`,
      `first_seen_at`,
      `last_seen_at`,
      `is_current`
    FROM kept_gold.cdp_user_identifier
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        (
          d.`user_id` IS NOT DISTINCT FROM side.`user_id`
        )
        AND (
          d.`identifier_type` IS NOT DISTINCT FROM side.`identifier_type`
        )
        AND (
          d.`identifier_value` IS NOT DISTINCT FROM side.`identifier_value`
        )
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `identifier_type`,
      `identifier_value`,
      `record_count`,
      `first_seen_at`,
      `last_seen_at`,
      `is_current`
    FROM gold.cdp_user_identifier
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        (
          d.`user_id` IS NOT DISTINCT FROM side.`user_id`
        )
        AND (
          d.`identifier_type` IS NOT DISTINCT FROM side.`identifier_type`
        )
        AND (
          d.`identifier_value` IS NOT DISTINCT FROM side.`identifier_value`
        )
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `identifier_type`,
      `identifier_value`,
      `record_count`,
      `first_seen_at`,
      `last_seen_at`,
      `is_current`
    FROM gold.cdp_user_identifier
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        (
          d.`user_id` IS NOT DISTINCT FROM side.`user_id`
        )
        AND (
          d.`identifier_type` IS NOT DISTINCT FROM side.`identifier_type`
        )
        AND (
          d.`identifier_value` IS NOT DISTINCT FROM side.`identifier_value`
        )
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `user_id`,
      `identifier_type`,
      `identifier_value`,
      `record_count`,
      `first_seen_at`,
      `last_seen_at`,
      `is_current`
    FROM kept_gold.cdp_user_identifier
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        (
          d.`user_id` IS NOT DISTINCT FROM side.`user_id`
        )
        AND (
          d.`identifier_type` IS NOT DISTINCT FROM side.`identifier_type`
        )
        AND (
          d.`identifier_value` IS NOT DISTINCT FROM side.`identifier_value`
        )
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_gold.cdp_user_redirect;

-- table work.verify_key
SELECT
  COALESCE(a.`retired_user_id`, b.`retired_user_id`) AS `retired_user_id`
FROM (
  SELECT
    `retired_user_id`,
    `user_id`
  FROM kept_gold.cdp_user_redirect
) AS a
FULL OUTER JOIN (
  SELECT
    `retired_user_id`,
    `user_id`
  FROM gold.cdp_user_redirect
) AS b
  ON a.`retired_user_id` = b.`retired_user_id`
WHERE
  a.`retired_user_id` IS NULL
  OR b.`retired_user_id` IS NULL
  OR a.`user_id` IS DISTINCT FROM b.`user_id`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `retired_user_id`,
      `user_id`
    FROM kept_gold.cdp_user_redirect
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`retired_user_id` = side.`retired_user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `retired_user_id`,
      `user_id`
    FROM gold.cdp_user_redirect
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`retired_user_id` = side.`retired_user_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `retired_user_id`,
      `user_id`
    FROM gold.cdp_user_redirect
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`retired_user_id` = side.`retired_user_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `retired_user_id`,
      `user_id`
    FROM kept_gold.cdp_user_redirect
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`retired_user_id` = side.`retired_user_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_identity.identifier_value;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `identifier_type`,
    `type_no`,
    `identifier_value`,
    `record_count`,
    `first_record_no`,
    `status`
  FROM kept_identity.identifier_value
  EXCEPT ALL
  SELECT
    `identifier_type`,
    `type_no`,
    `identifier_value`,
    `record_count`,
    `first_record_no`,
    `status`
  FROM identity.identifier_value
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `identifier_type`,
    `type_no`,
    `identifier_value`,
    `record_count`,
    `first_record_no`,
    `status`
  FROM identity.identifier_value
  EXCEPT ALL
  SELECT
    `identifier_type`,
    `type_no`,
    `identifier_value`,
    `record_count`,
    `first_record_no`,
    `status`
  FROM kept_identity.identifier_value
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_identity.pin;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `record_a`,
    `record_b`,
    `same`
  FROM kept_identity.pin
  EXCEPT ALL
  SELECT
    `record_a`,
    `record_b`,
    `same`
  FROM identity.pin
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `record_a`,
    `record_b`,
    `same`
  FROM identity.pin
  EXCEPT ALL
  SELECT
    `record_a`,
    `record_b`,
    `same`
  FROM kept_identity.pin
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_identity.redirect;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `retired_user_id`,
    `user_id`
  FROM kept_identity.redirect
  EXCEPT ALL
  SELECT
    `retired_user_id`,
    `user_id`
  FROM identity.redirect
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `retired_user_id`,
    `user_id`
  FROM identity.redirect
  EXCEPT ALL
  SELECT
    `retired_user_id`,
    `user_id`
  FROM kept_identity.redirect
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_identity.refused_link;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `record_a`,
    `record_b`,
    `rule`,
    `reason`
  FROM kept_identity.refused_link
  EXCEPT ALL
  SELECT
    `record_a`,
    `record_b`,
    `rule`,
    `reason`
  FROM identity.refused_link
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `record_a`,
    `record_b`,
    `rule`,
    `reason`
  FROM identity.refused_link
  EXCEPT ALL
  SELECT
    `record_a`,
    `record_b`,
    `rule`,
    `reason`
  FROM kept_identity.refused_link
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_identity.registry;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `record_no`,
    `record_table`,
    `record_key`,
    `user_id`,
    `component_no`,
    `is_live`
  FROM kept_identity.registry
  EXCEPT ALL
  SELECT
    `record_no`,
    `record_table`,
    `record_key`,
    `user_id`,
    `component_no`,
    `is_live`
  FROM identity.registry
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `record_no`,
    `record_table`,
    `record_key`,
    `user_id`,
    `component_no`,
    `is_live`
  FROM identity.registry
  EXCEPT ALL
  SELECT
    `record_no`,
    `record_table`,
    `record_key`,
    `user_id`,
    `component_no`,
    `is_live`
  FROM kept_identity.registry
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.call_disposition;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.call_disposition
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.call_disposition
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.call_disposition
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.call_disposition
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.call_log;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.call_log
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.call_log
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.call_log
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.call_log
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.lead;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.lead
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.lead
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.lead
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.lead
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.product_opportunity;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.product_opportunity
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.product_opportunity
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.product_opportunity
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.product_opportunity
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.scholarship_opportunity;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.scholarship_opportunity
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.scholarship_opportunity
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.scholarship_opportunity
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.scholarship_opportunity
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_quarantine.user;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.user
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.user
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM quarantine.user
  EXCEPT ALL
  SELECT
    `row_key`,
    `rules`,
    `original`,
    `file_name`,
    `row_in_file`,
    `quarantined_at`,
    `run_id`,
    `clears_at`
  FROM kept_quarantine.user
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_agent;

-- table work.verify_key
SELECT
  COALESCE(a.`agent_id`, b.`agent_id`) AS `agent_id`
FROM (
  SELECT
    `agent_id`,
    `full_name`,
    `name_raw`,
    `email`,
    `email_raw`,
    `role`,
    `team`,
    `branch_id`,
    `is_active`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.dim_agent
) AS a
FULL OUTER JOIN (
  SELECT
    `agent_id`,
    `full_name`,
    `name_raw`,
    `email`,
    `email_raw`,
    `role`,
    `team`,
    `branch_id`,
    `is_active`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.dim_agent
) AS b
  ON a.`agent_id` = b.`agent_id`
WHERE
  a.`agent_id` IS NULL
  OR b.`agent_id` IS NULL
  OR a.`full_name` IS DISTINCT FROM b.`full_name`
  OR a.`name_raw` IS DISTINCT FROM b.`name_raw`
  OR a.`email` IS DISTINCT FROM b.`email`
  OR a.`email_raw` IS DISTINCT FROM b.`email_raw`
  OR a.`role` IS DISTINCT FROM b.`role`
  OR a.`team` IS DISTINCT FROM b.`team`
  OR a.`branch_id` IS DISTINCT FROM b.`branch_id`
  OR a.`is_active` IS DISTINCT FROM b.`is_active`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `agent_id`,
      `full_name`,
      `name_raw`,
      `email`,
      `email_raw`,
      `role`,
      `team`,
      `branch_id`,
      `is_active`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_agent
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`agent_id` = side.`agent_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `agent_id`,
      `full_name`,
      `name_raw`,
      `email`,
      `email_raw`,
      `role`,
      `team`,
      `branch_id`,
      `is_active`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_agent
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`agent_id` = side.`agent_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `agent_id`,
      `full_name`,
      `name_raw`,
      `email`,
      `email_raw`,
      `role`,
      `team`,
      `branch_id`,
      `is_active`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_agent
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`agent_id` = side.`agent_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `agent_id`,
      `full_name`,
      `name_raw`,
      `email`,
      `email_raw`,
      `role`,
      `team`,
      `branch_id`,
      `is_active`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_agent
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`agent_id` = side.`agent_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_disposition;

-- question
SELECT
  COUNT(*) AS n
FROM silver.dim_disposition;

-- table work.verify_key
SELECT
  COALESCE(a.`disposition_key`, b.`disposition_key`) AS `disposition_key`
FROM (
  SELECT
    `disposition_key`,
    `disposition`,
    `sub_disposition`,
    `is_connected`,
    `interest_level`,
    `interest_rank`,
    `is_wrong_number`,
    `is_dnd`,
    `is_not_interested`
  FROM kept_silver.dim_disposition
) AS a
FULL OUTER JOIN (
  SELECT
    `disposition_key`,
    `disposition`,
    `sub_disposition`,
    `is_connected`,
    `interest_level`,
    `interest_rank`,
    `is_wrong_number`,
    `is_dnd`,
    `is_not_interested`
  FROM silver.dim_disposition
) AS b
  ON a.`disposition_key` = b.`disposition_key`
WHERE
  a.`disposition_key` IS NULL
  OR b.`disposition_key` IS NULL
  OR a.`disposition` IS DISTINCT FROM b.`disposition`
  OR a.`sub_disposition` IS DISTINCT FROM b.`sub_disposition`
  OR a.`is_connected` IS DISTINCT FROM b.`is_connected`
  OR a.`interest_level` IS DISTINCT FROM b.`interest_level`
  OR a.`interest_rank` IS DISTINCT FROM b.`interest_rank`
  OR a.`is_wrong_number` IS DISTINCT FROM b.`is_wrong_number`
  OR a.`is_dnd` IS DISTINCT FROM b.`is_dnd`
  OR a.`is_not_interested` IS DISTINCT FROM b.`is_not_interested`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `disposition_key`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `interest_rank`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`
    FROM kept_silver.dim_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`disposition_key` = side.`disposition_key`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `disposition_key`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `interest_rank`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`
    FROM silver.dim_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`disposition_key` = side.`disposition_key`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `disposition_key`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `interest_rank`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`
    FROM silver.dim_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`disposition_key` = side.`disposition_key`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `disposition_key`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `interest_rank`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`
    FROM kept_silver.dim_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`disposition_key` = side.`disposition_key`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_lead;

-- table work.verify_key
SELECT
  COALESCE(a.`lead_id`, b.`lead_id`) AS `lead_id`
FROM (
  SELECT
    `lead_id`,
    `primary_mobile_number`,
    `primary_mobile_number_raw`,
    `is_dummy_mobile`,
    `email`,
    `email_raw`,
    `student_id`,
    `full_name`,
    `first_name`,
    `last_name`,
    `name_key`,
    `name_raw`,
    `date_of_birth`,
    `date_of_birth_raw`,
    `gender`,
    `class_name`,
    `stream`,
    `board`,
    `school_name`,
    `city`,
    `state`,
    `pincode`,
    `pincode_raw`,
    `branch_id`,
    `branch_name`,
    `lead_source`,
    `lead_sub_source`,
    `utm_source`,
    `utm_medium`,
    `utm_campaign`,
    `lead_stage`,
    `lead_status`,
    `lead_score`,
    `owner_id`,
    `owner_name`,
    `academic_session`,
    `target_exam_year`,
    `preferred_language`,
    `whatsapp_opt_in`,
    `sms_opt_in`,
    `email_opt_in`,
    `is_dnd`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.dim_lead
) AS a
FULL OUTER JOIN (
  SELECT
    `lead_id`,
    `primary_mobile_number`,
    `primary_mobile_number_raw`,
    `is_dummy_mobile`,
    `email`,
    `email_raw`,
    `student_id`,
    `full_name`,
    `first_name`,
    `last_name`,
    `name_key`,
    `name_raw`,
    `date_of_birth`,
    `date_of_birth_raw`,
    `gender`,
    `class_name`,
    `stream`,
    `board`,
    `school_name`,
    `city`,
    `state`,
    `pincode`,
    `pincode_raw`,
    `branch_id`,
    `branch_name`,
    `lead_source`,
    `lead_sub_source`,
    `utm_source`,
    `utm_medium`,
    `utm_campaign`,
    `lead_stage`,
    `lead_status`,
    `lead_score`,
    `owner_id`,
    `owner_name`,
    `academic_session`,
    `target_exam_year`,
    `preferred_language`,
    `whatsapp_opt_in`,
    `sms_opt_in`,
    `email_opt_in`,
    `is_dnd`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.dim_lead
) AS b
  ON a.`lead_id` = b.`lead_id`
WHERE
  a.`lead_id` IS NULL
  OR b.`lead_id` IS NULL
  OR a.`primary_mobile_number` IS DISTINCT FROM b.`primary_mobile_number`
  OR a.`primary_mobile_number_raw` IS DISTINCT FROM b.`primary_mobile_number_raw`
  OR a.`is_dummy_mobile` IS DISTINCT FROM b.`is_dummy_mobile`
  OR a.`email` IS DISTINCT FROM b.`email`
  OR a.`email_raw` IS DISTINCT FROM b.`email_raw`
  OR a.`student_id` IS DISTINCT FROM b.`student_id`
  OR a.`full_name` IS DISTINCT FROM b.`full_name`
  OR a.`first_name` IS DISTINCT FROM b.`first_name`
  OR a.`last_name` IS DISTINCT FROM b.`last_name`
  OR a.`name_key` IS DISTINCT FROM b.`name_key`
  OR a.`name_raw` IS DISTINCT FROM b.`name_raw`
  OR a.`date_of_birth` IS DISTINCT FROM b.`date_of_birth`
  OR a.`date_of_birth_raw` IS DISTINCT FROM b.`date_of_birth_raw`
  OR a.`gender` IS DISTINCT FROM b.`gender`
  OR a.`class_name` IS DISTINCT FROM b.`class_name`
  OR a.`stream` IS DISTINCT FROM b.`stream`
  OR a.`board` IS DISTINCT FROM b.`board`
  OR a.`school_name` IS DISTINCT FROM b.`school_name`
  OR a.`city` IS DISTINCT FROM b.`city`
  OR a.`state` IS DISTINCT FROM b.`state`
  OR a.`pincode` IS DISTINCT FROM b.`pincode`
  OR a.`pincode_raw` IS DISTINCT FROM b.`pincode_raw`
  OR a.`branch_id` IS DISTINCT FROM b.`branch_id`
  OR a.`branch_name` IS DISTINCT FROM b.`branch_name`
  OR a.`lead_source` IS DISTINCT FROM b.`lead_source`
  OR a.`lead_sub_source` IS DISTINCT FROM b.`lead_sub_source`
  OR a.`utm_source` IS DISTINCT FROM b.`utm_source`
  OR a.`utm_medium` IS DISTINCT FROM b.`utm_medium`
  OR a.`utm_campaign` IS DISTINCT FROM b.`utm_campaign`
  OR a.`lead_stage` IS DISTINCT FROM b.`lead_stage`
  OR a.`lead_status` IS DISTINCT FROM b.`lead_status`
  OR a.`lead_score` IS DISTINCT FROM b.`lead_score`
  OR a.`owner_id` IS DISTINCT FROM b.`owner_id`
  OR a.`owner_name` IS DISTINCT FROM b.`owner_name`
  OR a.`academic_session` IS DISTINCT FROM b.`academic_session`
  OR a.`target_exam_year` IS DISTINCT FROM b.`target_exam_year`
  OR a.`preferred_language` IS DISTINCT FROM b.`preferred_language`
  OR a.`whatsapp_opt_in` IS DISTINCT FROM b.`whatsapp_opt_in`
  OR a.`sms_opt_in` IS DISTINCT FROM b.`sms_opt_in`
  OR a.`email_opt_in` IS DISTINCT FROM b.`email_opt_in`
  OR a.`is_dnd` IS DISTINCT FROM b.`is_dnd`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `lead_id`,
      `primary_mobile_number`,
      `primary_mobile_number_raw`,
      `is_dummy_mobile`,
      `email`,
      `email_raw`,
      `student_id`,
      `full_name`,
      `first_name`,
      `last_name`,
      `name_key`,
      `name_raw`,
      `date_of_birth`,
      `date_of_birth_raw`,
      `gender`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `pincode_raw`,
      `branch_id`,
      `branch_name`,
      `lead_source`,
      `lead_sub_source`,
      `utm_source`,
      `utm_medium`,
      `utm_campaign`,
      `lead_stage`,
      `lead_status`,
      `lead_score`,
      `owner_id`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `preferred_language`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `is_dnd`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_lead
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`lead_id` = side.`lead_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `lead_id`,
      `primary_mobile_number`,
      `primary_mobile_number_raw`,
      `is_dummy_mobile`,
      `email`,
      `email_raw`,
      `student_id`,
      `full_name`,
      `first_name`,
      `last_name`,
      `name_key`,
      `name_raw`,
      `date_of_birth`,
      `date_of_birth_raw`,
      `gender`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `pincode_raw`,
      `branch_id`,
      `branch_name`,
      `lead_source`,
      `lead_sub_source`,
      `utm_source`,
      `utm_medium`,
      `utm_campaign`,
      `lead_stage`,
      `lead_status`,
      `lead_score`,
      `owner_id`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `preferred_language`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `is_dnd`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_lead
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`lead_id` = side.`lead_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `lead_id`,
      `primary_mobile_number`,
      `primary_mobile_number_raw`,
      `is_dummy_mobile`,
      `email`,
      `email_raw`,
      `student_id`,
      `full_name`,
      `first_name`,
      `last_name`,
      `name_key`,
      `name_raw`,
      `date_of_birth`,
      `date_of_birth_raw`,
      `gender`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `pincode_raw`,
      `branch_id`,
      `branch_name`,
      `lead_source`,
      `lead_sub_source`,
      `utm_source`,
      `utm_medium`,
      `utm_campaign`,
      `lead_stage`,
      `lead_status`,
      `lead_score`,
      `owner_id`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `preferred_language`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `is_dnd`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_lead
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`lead_id` = side.`lead_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `lead_id`,
      `primary_mobile_number`,
      `primary_mobile_number_raw`,
      `is_dummy_mobile`,
      `email`,
      `email_raw`,
      `student_id`,
      `full_name`,
      `first_name`,
      `last_name`,
      `name_key`,
      `name_raw`,
      `date_of_birth`,
      `date_of_birth_raw`,
      `gender`,
      `class_name`,
      `stream`,
      `board`,
      `school_name`,
      `city`,
      `state`,
      `pincode`,
      `pincode_raw`,
      `branch_id`,
      `branch_name`,
      `lead_source`,
      `lead_sub_source`,
      `utm_source`,
      `utm_medium`,
      `utm_campaign`,
      `lead_stage`,
      `lead_status`,
      `lead_score`,
      `owner_id`,
      `owner_name`,
      `academic_session`,
      `target_exam_year`,
      `preferred_language`,
      `whatsapp_opt_in`,
      `sms_opt_in`,
      `email_opt_in`,
      `is_dnd`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_lead
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`lead_id` = side.`lead_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_lead_history;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    `lead_id`,
    `lead_stage`,
    `lead_status`,
    `owner_id`,
    `owner_name`,
    `primary_mobile_number`,
    `is_deleted`
  FROM kept_silver.dim_lead_history
  WHERE
    valid_to IS NULL
  EXCEPT ALL
  SELECT
    `lead_id`,
    `lead_stage`,
    `lead_status`,
    `owner_id`,
    `owner_name`,
    `primary_mobile_number`,
    `is_deleted`
  FROM silver.dim_lead
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    `lead_id`,
    `lead_stage`,
    `lead_status`,
    `owner_id`,
    `owner_name`,
    `primary_mobile_number`,
    `is_deleted`
  FROM silver.dim_lead
  EXCEPT ALL
  SELECT
    `lead_id`,
    `lead_stage`,
    `lead_status`,
    `owner_id`,
    `owner_name`,
    `primary_mobile_number`,
    `is_deleted`
  FROM kept_silver.dim_lead_history
  WHERE
    valid_to IS NULL
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_product_opportunity;

-- table work.verify_key
SELECT
  COALESCE(a.`product_opportunity_id`, b.`product_opportunity_id`) AS `product_opportunity_id`
FROM (
  SELECT
    `product_opportunity_id`,
    `lead_id`,
    `product_code`,
    `product_name`,
    `mode`,
    `academic_session`,
    `stage`,
    `is_open`,
    `is_won`,
    `is_lost`,
    `lost_reason`,
    `quoted_fee`,
    `discount_percent`,
    `paid_fee`,
    `currency`,
    `expected_close_date`,
    `closed_at`,
    `branch_id`,
    `owner_id`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.dim_product_opportunity
) AS a
FULL OUTER JOIN (
  SELECT
    `product_opportunity_id`,
    `lead_id`,
    `product_code`,
    `product_name`,
    `mode`,
    `academic_session`,
    `stage`,
    `is_open`,
    `is_won`,
    `is_lost`,
    `lost_reason`,
    `quoted_fee`,
    `discount_percent`,
    `paid_fee`,
    `currency`,
    `expected_close_date`,
    `closed_at`,
    `branch_id`,
    `owner_id`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.dim_product_opportunity
) AS b
  ON a.`product_opportunity_id` = b.`product_opportunity_id`
WHERE
  a.`product_opportunity_id` IS NULL
  OR b.`product_opportunity_id` IS NULL
  OR a.`lead_id` IS DISTINCT FROM b.`lead_id`
  OR a.`product_code` IS DISTINCT FROM b.`product_code`
  OR a.`product_name` IS DISTINCT FROM b.`product_name`
  OR a.`mode` IS DISTINCT FROM b.`mode`
  OR a.`academic_session` IS DISTINCT FROM b.`academic_session`
  OR a.`stage` IS DISTINCT FROM b.`stage`
  OR a.`is_open` IS DISTINCT FROM b.`is_open`
  OR a.`is_won` IS DISTINCT FROM b.`is_won`
  OR a.`is_lost` IS DISTINCT FROM b.`is_lost`
  OR a.`lost_reason` IS DISTINCT FROM b.`lost_reason`
  OR a.`quoted_fee` IS DISTINCT FROM b.`quoted_fee`
  OR a.`discount_percent` IS DISTINCT FROM b.`discount_percent`
  OR a.`paid_fee` IS DISTINCT FROM b.`paid_fee`
  OR a.`currency` IS DISTINCT FROM b.`currency`
  OR a.`expected_close_date` IS DISTINCT FROM b.`expected_close_date`
  OR a.`closed_at` IS DISTINCT FROM b.`closed_at`
  OR a.`branch_id` IS DISTINCT FROM b.`branch_id`
  OR a.`owner_id` IS DISTINCT FROM b.`owner_id`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `product_opportunity_id`,
      `lead_id`,
      `product_code`,
      `product_name`,
      `mode`,
      `academic_session`,
      `stage`,
      `is_open`,
      `is_won`,
      `is_lost`,
      `lost_reason`,
      `quoted_fee`,
      `discount_percent`,
      `paid_fee`,
      `currency`,
      `expected_close_date`,
      `closed_at`,
      `branch_id`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_product_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`product_opportunity_id` = side.`product_opportunity_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `product_opportunity_id`,
      `lead_id`,
      `product_code`,
      `product_name`,
      `mode`,
      `academic_session`,
      `stage`,
      `is_open`,
      `is_won`,
      `is_lost`,
      `lost_reason`,
      `quoted_fee`,
      `discount_percent`,
      `paid_fee`,
      `currency`,
      `expected_close_date`,
      `closed_at`,
      `branch_id`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_product_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`product_opportunity_id` = side.`product_opportunity_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `product_opportunity_id`,
      `lead_id`,
      `product_code`,
      `product_name`,
      `mode`,
      `academic_session`,
      `stage`,
      `is_open`,
      `is_won`,
      `is_lost`,
      `lost_reason`,
      `quoted_fee`,
      `discount_percent`,
      `paid_fee`,
      `currency`,
      `expected_close_date`,
      `closed_at`,
      `branch_id`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_product_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`product_opportunity_id` = side.`product_opportunity_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `product_opportunity_id`,
      `lead_id`,
      `product_code`,
      `product_name`,
      `mode`,
      `academic_session`,
      `stage`,
      `is_open`,
      `is_won`,
      `is_lost`,
      `lost_reason`,
      `quoted_fee`,
      `discount_percent`,
      `paid_fee`,
      `currency`,
      `expected_close_date`,
      `closed_at`,
      `branch_id`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_product_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`product_opportunity_id` = side.`product_opportunity_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.dim_scholarship_opportunity;

-- table work.verify_key
SELECT
  COALESCE(a.`scholarship_opportunity_id`, b.`scholarship_opportunity_id`) AS `scholarship_opportunity_id`
FROM (
  SELECT
    `scholarship_opportunity_id`,
    `lead_id`,
    `exam_code`,
    `exam_name`,
    `exam_date`,
    `exam_mode`,
    `roll_number`,
    `registration_status`,
    `has_appeared`,
    `score`,
    `rank`,
    `scholarship_percent`,
    `result_declared_at`,
    `stage`,
    `owner_id`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.dim_scholarship_opportunity
) AS a
FULL OUTER JOIN (
  SELECT
    `scholarship_opportunity_id`,
    `lead_id`,
    `exam_code`,
    `exam_name`,
    `exam_date`,
    `exam_mode`,
    `roll_number`,
    `registration_status`,
    `has_appeared`,
    `score`,
    `rank`,
    `scholarship_percent`,
    `result_declared_at`,
    `stage`,
    `owner_id`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.dim_scholarship_opportunity
) AS b
  ON a.`scholarship_opportunity_id` = b.`scholarship_opportunity_id`
WHERE
  a.`scholarship_opportunity_id` IS NULL
  OR b.`scholarship_opportunity_id` IS NULL
  OR a.`lead_id` IS DISTINCT FROM b.`lead_id`
  OR a.`exam_code` IS DISTINCT FROM b.`exam_code`
  OR a.`exam_name` IS DISTINCT FROM b.`exam_name`
  OR a.`exam_date` IS DISTINCT FROM b.`exam_date`
  OR a.`exam_mode` IS DISTINCT FROM b.`exam_mode`
  OR a.`roll_number` IS DISTINCT FROM b.`roll_number`
  OR a.`registration_status` IS DISTINCT FROM b.`registration_status`
  OR a.`has_appeared` IS DISTINCT FROM b.`has_appeared`
  OR a.`score` IS DISTINCT FROM b.`score`
  OR a.`rank` IS DISTINCT FROM b.`rank`
  OR a.`scholarship_percent` IS DISTINCT FROM b.`scholarship_percent`
  OR a.`result_declared_at` IS DISTINCT FROM b.`result_declared_at`
  OR a.`stage` IS DISTINCT FROM b.`stage`
  OR a.`owner_id` IS DISTINCT FROM b.`owner_id`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `scholarship_opportunity_id`,
      `lead_id`,
      `exam_code`,
      `exam_name`,
      `exam_date`,
      `exam_mode`,
      `roll_number`,
      `registration_status`,
      `has_appeared`,
      `score`,
      `rank`,
      `scholarship_percent`,
      `result_declared_at`,
      `stage`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_scholarship_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`scholarship_opportunity_id` = side.`scholarship_opportunity_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `scholarship_opportunity_id`,
      `lead_id`,
      `exam_code`,
      `exam_name`,
      `exam_date`,
      `exam_mode`,
      `roll_number`,
      `registration_status`,
      `has_appeared`,
      `score`,
      `rank`,
      `scholarship_percent`,
      `result_declared_at`,
      `stage`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_scholarship_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`scholarship_opportunity_id` = side.`scholarship_opportunity_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `scholarship_opportunity_id`,
      `lead_id`,
      `exam_code`,
      `exam_name`,
      `exam_date`,
      `exam_mode`,
      `roll_number`,
      `registration_status`,
      `has_appeared`,
      `score`,
      `rank`,
      `scholarship_percent`,
      `result_declared_at`,
      `stage`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.dim_scholarship_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`scholarship_opportunity_id` = side.`scholarship_opportunity_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `scholarship_opportunity_id`,
      `lead_id`,
      `exam_code`,
      `exam_name`,
      `exam_date`,
      `exam_mode`,
      `roll_number`,
      `registration_status`,
      `has_appeared`,
      `score`,
      `rank`,
      `scholarship_percent`,
      `result_declared_at`,
      `stage`,
      `owner_id`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.dim_scholarship_opportunity
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`scholarship_opportunity_id` = side.`scholarship_opportunity_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.fact_call_disposition;

-- table work.verify_key
SELECT
  COALESCE(a.`call_disposition_id`, b.`call_disposition_id`) AS `call_disposition_id`
FROM (
  SELECT
    `call_disposition_id`,
    `call_log_id`,
    `lead_id`,
    `agent_id`,
    `disposition`,
    `sub_disposition`,
    `is_connected`,
    `interest_level`,
    `is_wrong_number`,
    `is_dnd`,
    `is_not_interested`,
    `remarks`,
    `follow_up_at`,
    `disposed_at`,
    `occurred_at`,
    `disposition_date`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.fact_call_disposition
) AS a
FULL OUTER JOIN (
  SELECT
    `call_disposition_id`,
    `call_log_id`,
    `lead_id`,
    `agent_id`,
    `disposition`,
    `sub_disposition`,
    `is_connected`,
    `interest_level`,
    `is_wrong_number`,
    `is_dnd`,
    `is_not_interested`,
    `remarks`,
    `follow_up_at`,
    `disposed_at`,
    `occurred_at`,
    `disposition_date`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.fact_call_disposition
) AS b
  ON a.`call_disposition_id` = b.`call_disposition_id`
WHERE
  a.`call_disposition_id` IS NULL
  OR b.`call_disposition_id` IS NULL
  OR a.`call_log_id` IS DISTINCT FROM b.`call_log_id`
  OR a.`lead_id` IS DISTINCT FROM b.`lead_id`
  OR a.`agent_id` IS DISTINCT FROM b.`agent_id`
  OR a.`disposition` IS DISTINCT FROM b.`disposition`
  OR a.`sub_disposition` IS DISTINCT FROM b.`sub_disposition`
  OR a.`is_connected` IS DISTINCT FROM b.`is_connected`
  OR a.`interest_level` IS DISTINCT FROM b.`interest_level`
  OR a.`is_wrong_number` IS DISTINCT FROM b.`is_wrong_number`
  OR a.`is_dnd` IS DISTINCT FROM b.`is_dnd`
  OR a.`is_not_interested` IS DISTINCT FROM b.`is_not_interested`
  OR a.`remarks` IS DISTINCT FROM b.`remarks`
  OR a.`follow_up_at` IS DISTINCT FROM b.`follow_up_at`
  OR a.`disposed_at` IS DISTINCT FROM b.`disposed_at`
  OR a.`occurred_at` IS DISTINCT FROM b.`occurred_at`
  OR a.`disposition_date` IS DISTINCT FROM b.`disposition_date`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `call_disposition_id`,
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`,
      `remarks`,
      `follow_up_at`,
      `disposed_at`,
      `occurred_at`,
      `disposition_date`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.fact_call_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_disposition_id` = side.`call_disposition_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `call_disposition_id`,
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`,
      `remarks`,
      `follow_up_at`,
      `disposed_at`,
      `occurred_at`,
      `disposition_date`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.fact_call_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_disposition_id` = side.`call_disposition_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `call_disposition_id`,
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`,
      `remarks`,
      `follow_up_at`,
      `disposed_at`,
      `occurred_at`,
      `disposition_date`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.fact_call_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_disposition_id` = side.`call_disposition_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `call_disposition_id`,
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `disposition`,
      `sub_disposition`,
      `is_connected`,
      `interest_level`,
      `is_wrong_number`,
      `is_dnd`,
      `is_not_interested`,
      `remarks`,
      `follow_up_at`,
      `disposed_at`,
      `occurred_at`,
      `disposition_date`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.fact_call_disposition
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_disposition_id` = side.`call_disposition_id`
    )
) AS b;

-- question
SELECT
  COUNT(*) AS n
FROM kept_silver.fact_call_log;

-- table work.verify_key
SELECT
  COALESCE(a.`call_log_id`, b.`call_log_id`) AS `call_log_id`
FROM (
  SELECT
    `call_log_id`,
    `lead_id`,
    `agent_id`,
    `direction`,
    `telephony_provider`,
    `provider_call_id`,
    `from_number`,
    `to_number`,
    `status`,
    `is_connected`,
    `campaign`,
    `occurred_at`,
    `call_date`,
    `call_hour_ist`,
    `started_at`,
    `answered_at`,
    `ended_at`,
    `ring_seconds`,
    `talk_seconds`,
    `recording_url`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM kept_silver.fact_call_log
) AS a
FULL OUTER JOIN (
  SELECT
    `call_log_id`,
    `lead_id`,
    `agent_id`,
    `direction`,
    `telephony_provider`,
    `provider_call_id`,
    `from_number`,
    `to_number`,
    `status`,
    `is_connected`,
    `campaign`,
    `occurred_at`,
    `call_date`,
    `call_hour_ist`,
    `started_at`,
    `answered_at`,
    `ended_at`,
    `ring_seconds`,
    `talk_seconds`,
    `recording_url`,
    `extra`,
    `is_deleted`,
    `created_at`,
    `updated_at`,
    `deleted_at`,
    `ingested_at`
  FROM silver.fact_call_log
) AS b
  ON a.`call_log_id` = b.`call_log_id`
WHERE
  a.`call_log_id` IS NULL
  OR b.`call_log_id` IS NULL
  OR a.`lead_id` IS DISTINCT FROM b.`lead_id`
  OR a.`agent_id` IS DISTINCT FROM b.`agent_id`
  OR a.`direction` IS DISTINCT FROM b.`direction`
  OR a.`telephony_provider` IS DISTINCT FROM b.`telephony_provider`
  OR a.`provider_call_id` IS DISTINCT FROM b.`provider_call_id`
  OR a.`from_number` IS DISTINCT FROM b.`from_number`
  OR a.`to_number` IS DISTINCT FROM b.`to_number`
  OR a.`status` IS DISTINCT FROM b.`status`
  OR a.`is_connected` IS DISTINCT FROM b.`is_connected`
  OR a.`campaign` IS DISTINCT FROM b.`campaign`
  OR a.`occurred_at` IS DISTINCT FROM b.`occurred_at`
  OR a.`call_date` IS DISTINCT FROM b.`call_date`
  OR a.`call_hour_ist` IS DISTINCT FROM b.`call_hour_ist`
  OR a.`started_at` IS DISTINCT FROM b.`started_at`
  OR a.`answered_at` IS DISTINCT FROM b.`answered_at`
  OR a.`ended_at` IS DISTINCT FROM b.`ended_at`
  OR a.`ring_seconds` IS DISTINCT FROM b.`ring_seconds`
  OR a.`talk_seconds` IS DISTINCT FROM b.`talk_seconds`
  OR a.`recording_url` IS DISTINCT FROM b.`recording_url`
  OR a.`extra` IS DISTINCT FROM b.`extra`
  OR a.`is_deleted` IS DISTINCT FROM b.`is_deleted`
  OR a.`created_at` IS DISTINCT FROM b.`created_at`
  OR a.`updated_at` IS DISTINCT FROM b.`updated_at`
  OR a.`deleted_at` IS DISTINCT FROM b.`deleted_at`
  OR a.`ingested_at` IS DISTINCT FROM b.`ingested_at`;

-- table work.verify_side
SELECT
  *,
  'warehouse' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `direction`,
      `telephony_provider`,
      `provider_call_id`,
      `from_number`,
      `to_number`,
      `status`,
      `is_connected`,
      `campaign`,
      `occurred_at`,
      `call_date`,
      `call_hour_ist`,
      `started_at`,
      `answered_at`,
      `ended_at`,
      `ring_seconds`,
      `talk_seconds`,
      `recording_url`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.fact_call_log
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_log_id` = side.`call_log_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `direction`,
      `telephony_provider`,
      `provider_call_id`,
      `from_number`,
      `to_number`,
      `status`,
      `is_connected`,
      `campaign`,
      `occurred_at`,
      `call_date`,
      `call_hour_ist`,
      `started_at`,
      `answered_at`,
      `ended_at`,
      `ring_seconds`,
      `talk_seconds`,
      `recording_url`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.fact_call_log
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_log_id` = side.`call_log_id`
    )
) AS a
UNION ALL
SELECT
  *,
  'rebuild' AS _side
FROM (
  SELECT
    *
  FROM (
    SELECT
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `direction`,
      `telephony_provider`,
      `provider_call_id`,
      `from_number`,
      `to_number`,
      `status`,
      `is_connected`,
      `campaign`,
      `occurred_at`,
      `call_date`,
      `call_hour_ist`,
      `started_at`,
      `answered_at`,
      `ended_at`,
      `ring_seconds`,
      `talk_seconds`,
      `recording_url`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM silver.fact_call_log
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_log_id` = side.`call_log_id`
    )
  EXCEPT ALL
  SELECT
    *
  FROM (
    SELECT
      `call_log_id`,
      `lead_id`,
      `agent_id`,
      `direction`,
      `telephony_provider`,
      `provider_call_id`,
      `from_number`,
      `to_number`,
      `status`,
      `is_connected`,
      `campaign`,
      `occurred_at`,
      `call_date`,
      `call_hour_ist`,
      `started_at`,
      `answered_at`,
      `ended_at`,
      `ring_seconds`,
      `talk_seconds`,
      `recording_url`,
      `extra`,
      `is_deleted`,
      `created_at`,
      `updated_at`,
      `deleted_at`,
      `ingested_at`
    FROM kept_silver.fact_call_log
  ) AS side
  WHERE
    EXISTS(
      SELECT
        1
      FROM work.verify_key AS d
      WHERE
        d.`call_log_id` = side.`call_log_id`
    )
) AS b;
