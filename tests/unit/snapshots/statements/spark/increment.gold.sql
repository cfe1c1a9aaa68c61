-- table work.user_former
SELECT
  user_id,
  row_hash
FROM gold.cdp_dim_user;

-- part work.part_0_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  user_map.user_id AS k
FROM work.changed_identity_user_map AS user_map;

-- part work.part_1_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_dim_lead AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
WHERE
  NOT t.is_deleted;

-- part work.part_2_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_identity_user_map AS m;

-- part work.part_3_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM silver.dim_lead AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
JOIN work.changed_identity_identifier_value AS b0
  ON b0.identifier_value = t.email
  AND b0.identifier_type = 'email'
  AND b0.status = 'blocked'
WHERE
  NOT t.is_deleted;

-- part work.part_4_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM silver.dim_lead AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
JOIN work.changed_identity_identifier_value AS b1
  ON b1.identifier_value = t.primary_mobile_number
  AND b1.identifier_type = 'mobile'
  AND b1.status = 'blocked'
WHERE
  NOT t.is_deleted;

-- part work.part_5_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_dim_product_opportunity AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
WHERE
  NOT t.is_deleted;

-- part work.part_6_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_dim_scholarship_opportunity AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
WHERE
  NOT t.is_deleted;

-- part work.part_7_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_fact_call_log AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
WHERE
  NOT t.is_deleted;

-- part work.part_8_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  m.user_id AS k
FROM work.changed_silver_fact_call_disposition AS t
JOIN identity.user_map AS m
  ON m.lead_id = CAST(t.lead_id AS STRING)
WHERE
  NOT t.is_deleted;

-- part work.part_9_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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
    ON m.lead_id = CAST(t.lead_id AS STRING)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    OR (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    ) IS DISTINCT FROM (
      (
        r.is_connected
      )
      AND r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      )
    )
    OR (
      r.occurred_at >= LEAST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      )
      AND r.occurred_at <= GREATEST(
        CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY,
        CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      )
    )
  );

-- part work.part_10_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
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
    ON m.lead_id = CAST(t.lead_id AS STRING)
  WHERE
    (
      NOT t.is_deleted
    )
) AS r
WHERE
  (
    (
      r.follow_up_at > CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ)
    )
  ) IS DISTINCT FROM (
    (
      r.follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    r.follow_up_at >= LEAST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
    AND r.follow_up_at <= GREATEST(
      CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ),
      CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
    )
  );

-- part work.part_11_touched_gold_cdp_dim_user of work.touched_gold_cdp_dim_user
SELECT DISTINCT
  `stored`.`user_id` AS k
FROM gold.cdp_dim_user AS stored
WHERE
  (
    CAST(COALESCE(
      `stored`.`date_of_birth` > CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  ) IS DISTINCT FROM (
    CAST(COALESCE(
      `stored`.`date_of_birth` > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN)
  )
  AND (
    `stored`.`date_of_birth` >= LEAST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
    )
    AND `stored`.`date_of_birth` <= GREATEST(
      CAST(CAST('2025-12-31 00:00:00' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR
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
  UNION
  SELECT
    k
  FROM work.part_3_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_4_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_5_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_6_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_7_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_8_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_9_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_10_touched_gold_cdp_dim_user
  UNION
  SELECT
    k
  FROM work.part_11_touched_gold_cdp_dim_user
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_gold_cdp_dim_user of work.wider_gold_cdp_dim_user
SELECT
  input_row.lead_id,
  input_row.user_id
FROM identity.user_map AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_user AS touched
  );

-- part work.input_1_touched_gold_cdp_dim_user of work.wider_gold_cdp_dim_user
SELECT
  input_row.is_deleted,
  input_row.is_dummy_mobile,
  input_row.lead_id,
  input_row.primary_mobile_number,
  input_row.updated_at
FROM silver.dim_lead AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_touched_gold_cdp_dim_user AS m
  );

-- part work.value_now_gold_cdp_dim_user of work.wider_gold_cdp_dim_user
SELECT
  `scoped`.`user_id`,
  `scoped`.`primary_mobile_number`
FROM (
  SELECT
    alone.user_id AS user_id,
    alone.primary_mobile_number AS primary_mobile_number
  FROM (
    SELECT
      whole.user_id AS user_id,
      whole.primary_mobile_number AS primary_mobile_number,
      CAST(CAST(CONV(
        REGEXP_REPLACE(
          SUBSTRING(MD5(COALESCE(CAST(whole.primary_mobile_number AS STRING), CHR(  30))), 1, 16),
          '(..)(..)(..)(..)(..)(..)(..)(..)',
          '$8$7$6$5$4$3$2$1'
        ),
        16,
        10
      ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT) AS row_hash
    FROM (
      SELECT
        golden.user_id AS user_id,
        golden.primary_mobile_number AS primary_mobile_number
      FROM (
        SELECT
          spine.user_id AS user_id,
          CAST(lead.primary_mobile_number AS STRING) AS primary_mobile_number
        FROM (
          SELECT DISTINCT
            user_map.user_id AS user_id
          FROM work.input_0_touched_gold_cdp_dim_user AS user_map
        ) AS spine
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            MAX_BY(
              CASE WHEN NOT r.is_dummy_mobile THEN r._open_primary_mobile_number END,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT CASE WHEN NOT r.is_dummy_mobile THEN r._open_primary_mobile_number END IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS primary_mobile_number
          FROM (
            SELECT
              m.user_id AS user_id,
              t.lead_id AS lead_id,
              t.is_dummy_mobile AS is_dummy_mobile,
              t.updated_at AS updated_at,
              CASE WHEN b0.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number
            FROM work.input_1_touched_gold_cdp_dim_user AS t
            JOIN work.input_0_touched_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            LEFT JOIN identity.identifier_value AS b0
              ON b0.identifier_value = t.primary_mobile_number
              AND b0.identifier_type = 'mobile'
              AND b0.status = 'blocked'
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS lead
          ON lead.user_id = spine.user_id
      ) AS golden
    ) AS whole
  ) AS alone
) AS scoped
WHERE
  `scoped`.`user_id` IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_user AS touched
  );

-- part work.values_gold_cdp_dim_user of work.wider_gold_cdp_dim_user
SELECT
  `primary_mobile_number`
FROM work.value_now_gold_cdp_dim_user
WHERE
  NOT `primary_mobile_number` IS NULL
UNION
SELECT
  `primary_mobile_number`
FROM gold.cdp_dim_user
WHERE
  NOT `primary_mobile_number` IS NULL
  AND `user_id` IN (
    SELECT
      k
    FROM work.touched_gold_cdp_dim_user
  );

-- table work.wider_gold_cdp_dim_user
SELECT
  k
FROM work.touched_gold_cdp_dim_user
UNION
SELECT
  `user_id` AS k
FROM gold.cdp_dim_user
WHERE
  `primary_mobile_number` IN (
    SELECT
      `primary_mobile_number`
    FROM work.values_gold_cdp_dim_user
  );

-- part work.input_0_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.lead_id,
  input_row.user_id
FROM identity.user_map AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.wider_gold_cdp_dim_user AS touched
  );

-- part work.input_1_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.academic_session,
  input_row.board,
  input_row.branch_name,
  input_row.city,
  input_row.class_name,
  input_row.created_at,
  input_row.date_of_birth,
  input_row.email,
  input_row.email_opt_in,
  input_row.first_name,
  input_row.full_name,
  input_row.gender,
  input_row.is_deleted,
  input_row.is_dnd,
  input_row.is_dummy_mobile,
  input_row.lead_id,
  input_row.lead_source,
  input_row.lead_stage,
  input_row.lead_status,
  input_row.owner_name,
  input_row.pincode,
  input_row.preferred_language,
  input_row.primary_mobile_number,
  input_row.school_name,
  input_row.sms_opt_in,
  input_row.state,
  input_row.stream,
  input_row.student_id,
  input_row.target_exam_year,
  input_row.updated_at,
  input_row.utm_campaign,
  input_row.whatsapp_opt_in
FROM silver.dim_lead AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_wider_gold_cdp_dim_user AS m
  );

-- part work.input_2_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.closed_at,
  input_row.created_at,
  input_row.currency,
  input_row.is_deleted,
  input_row.is_lost,
  input_row.is_open,
  input_row.is_won,
  input_row.lead_id,
  input_row.paid_fee,
  input_row.product_name,
  input_row.product_opportunity_id,
  input_row.quoted_fee,
  input_row.stage,
  input_row.updated_at
FROM silver.dim_product_opportunity AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_wider_gold_cdp_dim_user AS m
  );

-- part work.input_3_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.exam_date,
  input_row.exam_name,
  input_row.has_appeared,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.rank,
  input_row.scholarship_opportunity_id,
  input_row.scholarship_percent,
  input_row.updated_at
FROM silver.dim_scholarship_opportunity AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_wider_gold_cdp_dim_user AS m
  );

-- part work.input_4_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.agent_id,
  input_row.call_hour_ist,
  input_row.direction,
  input_row.is_connected,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.talk_seconds,
  input_row.updated_at
FROM silver.fact_call_log AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_wider_gold_cdp_dim_user AS m
  );

-- part work.input_5_wider_gold_cdp_dim_user of work.fresh_gold_cdp_dim_user
SELECT
  input_row.call_disposition_id,
  input_row.disposition,
  input_row.follow_up_at,
  input_row.interest_level,
  input_row.is_deleted,
  input_row.is_dnd,
  input_row.is_not_interested,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.sub_disposition,
  input_row.updated_at
FROM silver.fact_call_disposition AS input_row
WHERE
  CAST(input_row.lead_id AS STRING) IN (
    SELECT
      m.lead_id
    FROM work.input_0_wider_gold_cdp_dim_user AS m
  );

-- table work.fresh_gold_cdp_dim_user
SELECT
  `scoped`.`user_id`,
  `scoped`.`primary_mobile_number`,
  `scoped`.`users_on_mobile`,
  `scoped`.`is_mobile_shared`,
  `scoped`.`is_contact_owner`,
  `scoped`.`email`,
  `scoped`.`student_id`,
  `scoped`.`lead_ids`,
  `scoped`.`first_lead_id`,
  `scoped`.`latest_lead_id`,
  `scoped`.`full_name`,
  `scoped`.`first_name`,
  `scoped`.`gender`,
  `scoped`.`date_of_birth`,
  `scoped`.`class_name`,
  `scoped`.`stream`,
  `scoped`.`board`,
  `scoped`.`school_name`,
  `scoped`.`city`,
  `scoped`.`state`,
  `scoped`.`pincode`,
  `scoped`.`branch_name`,
  `scoped`.`preferred_language`,
  `scoped`.`first_source`,
  `scoped`.`first_campaign`,
  `scoped`.`latest_source`,
  `scoped`.`latest_campaign`,
  `scoped`.`lead_stage`,
  `scoped`.`lead_status`,
  `scoped`.`owner_name`,
  `scoped`.`academic_session`,
  `scoped`.`target_exam_year`,
  `scoped`.`latest_product_name`,
  `scoped`.`latest_product_stage`,
  `scoped`.`latest_exam_name`,
  `scoped`.`best_hour_ist`,
  `scoped`.`last_disposition`,
  `scoped`.`last_not_interested_reason`,
  `scoped`.`interest_level`,
  `scoped`.`whatsapp_opt_in`,
  `scoped`.`sms_opt_in`,
  `scoped`.`email_opt_in`,
  `scoped`.`lead_count`,
  `scoped`.`first_seen_at`,
  `scoped`.`last_enquiry_at`,
  `scoped`.`is_enrolled`,
  `scoped`.`enrolled_at`,
  `scoped`.`product_opportunity_count`,
  `scoped`.`open_product_opportunity_count`,
  `scoped`.`won_product_opportunity_count`,
  `scoped`.`lost_product_opportunity_count`,
  `scoped`.`total_quoted_fee`,
  `scoped`.`total_paid_fee`,
  `scoped`.`scholarship_count`,
  `scoped`.`latest_exam_date`,
  `scoped`.`best_rank`,
  `scoped`.`best_scholarship_percent`,
  `scoped`.`has_appeared`,
  `scoped`.`call_count`,
  `scoped`.`connected_call_count`,
  `scoped`.`inbound_call_count`,
  `scoped`.`total_talk_seconds`,
  `scoped`.`first_call_at`,
  `scoped`.`last_call_at`,
  `scoped`.`last_connected_call_at`,
  `scoped`.`calls_last_7d`,
  `scoped`.`calls_last_30d`,
  `scoped`.`calls_last_90d`,
  `scoped`.`connected_last_30d`,
  `scoped`.`distinct_agents`,
  `scoped`.`disposition_count`,
  `scoped`.`last_sub_disposition`,
  `scoped`.`last_disposition_at`,
  `scoped`.`next_follow_up_at`,
  `scoped`.`not_interested_count`,
  `scoped`.`has_lead_dnd`,
  `scoped`.`has_dnd_disposition`,
  `scoped`.`lead_updated_at`,
  `scoped`.`product_updated_at`,
  `scoped`.`scholarship_updated_at`,
  `scoped`.`call_updated_at`,
  `scoped`.`disposition_updated_at`,
  `scoped`.`last_name`,
  `scoped`.`is_minor`,
  `scoped`.`last_seen_at`,
  `scoped`.`is_dnd`,
  `scoped`.`is_wrong_number`,
  `scoped`.`can_whatsapp`,
  `scoped`.`can_sms`,
  `scoped`.`can_email`,
  `scoped`.`can_call`,
  `scoped`.`profile_completeness`,
  `scoped`.`updated_at`,
  `scoped`.`row_hash`
FROM (
  SELECT
    whole.user_id AS user_id,
    whole.primary_mobile_number AS primary_mobile_number,
    whole.users_on_mobile AS users_on_mobile,
    whole.is_mobile_shared AS is_mobile_shared,
    whole.is_contact_owner AS is_contact_owner,
    whole.email AS email,
    whole.student_id AS student_id,
    whole.lead_ids AS lead_ids,
    whole.first_lead_id AS first_lead_id,
    whole.latest_lead_id AS latest_lead_id,
    whole.full_name AS full_name,
    whole.first_name AS first_name,
    whole.gender AS gender,
    whole.date_of_birth AS date_of_birth,
    whole.class_name AS class_name,
    whole.stream AS stream,
    whole.board AS board,
    whole.school_name AS school_name,
    whole.city AS city,
    whole.state AS state,
    whole.pincode AS pincode,
    whole.branch_name AS branch_name,
    whole.preferred_language AS preferred_language,
    whole.first_source AS first_source,
    whole.first_campaign AS first_campaign,
    whole.latest_source AS latest_source,
    whole.latest_campaign AS latest_campaign,
    whole.lead_stage AS lead_stage,
    whole.lead_status AS lead_status,
    whole.owner_name AS owner_name,
    whole.academic_session AS academic_session,
    whole.target_exam_year AS target_exam_year,
    whole.latest_product_name AS latest_product_name,
    whole.latest_product_stage AS latest_product_stage,
    whole.latest_exam_name AS latest_exam_name,
    whole.best_hour_ist AS best_hour_ist,
    whole.last_disposition AS last_disposition,
    whole.last_not_interested_reason AS last_not_interested_reason,
    whole.interest_level AS interest_level,
    whole.whatsapp_opt_in AS whatsapp_opt_in,
    whole.sms_opt_in AS sms_opt_in,
    whole.email_opt_in AS email_opt_in,
    whole.lead_count AS lead_count,
    whole.first_seen_at AS first_seen_at,
    whole.last_enquiry_at AS last_enquiry_at,
    whole.is_enrolled AS is_enrolled,
    whole.enrolled_at AS enrolled_at,
    whole.product_opportunity_count AS product_opportunity_count,
    whole.open_product_opportunity_count AS open_product_opportunity_count,
    whole.won_product_opportunity_count AS won_product_opportunity_count,
    whole.lost_product_opportunity_count AS lost_product_opportunity_count,
    whole.total_quoted_fee AS total_quoted_fee,
    whole.total_paid_fee AS total_paid_fee,
    whole.scholarship_count AS scholarship_count,
    whole.latest_exam_date AS latest_exam_date,
    whole.best_rank AS best_rank,
    whole.best_scholarship_percent AS best_scholarship_percent,
    whole.has_appeared AS has_appeared,
    whole.call_count AS call_count,
    whole.connected_call_count AS connected_call_count,
    whole.inbound_call_count AS inbound_call_count,
    whole.total_talk_seconds AS total_talk_seconds,
    whole.first_call_at AS first_call_at,
    whole.last_call_at AS last_call_at,
    whole.last_connected_call_at AS last_connected_call_at,
    whole.calls_last_7d AS calls_last_7d,
    whole.calls_last_30d AS calls_last_30d,
    whole.calls_last_90d AS calls_last_90d,
    whole.connected_last_30d AS connected_last_30d,
    whole.distinct_agents AS distinct_agents,
    whole.disposition_count AS disposition_count,
    whole.last_sub_disposition AS last_sub_disposition,
    whole.last_disposition_at AS last_disposition_at,
    whole.next_follow_up_at AS next_follow_up_at,
    whole.not_interested_count AS not_interested_count,
    whole.has_lead_dnd AS has_lead_dnd,
    whole.has_dnd_disposition AS has_dnd_disposition,
    whole.lead_updated_at AS lead_updated_at,
    whole.product_updated_at AS product_updated_at,
    whole.scholarship_updated_at AS scholarship_updated_at,
    whole.call_updated_at AS call_updated_at,
    whole.disposition_updated_at AS disposition_updated_at,
    whole.last_name AS last_name,
    whole.is_minor AS is_minor,
    whole.last_seen_at AS last_seen_at,
    whole.is_dnd AS is_dnd,
    whole.is_wrong_number AS is_wrong_number,
    whole.can_whatsapp AS can_whatsapp,
    whole.can_sms AS can_sms,
    whole.can_email AS can_email,
    whole.can_call AS can_call,
    whole.profile_completeness AS profile_completeness,
    whole.updated_at AS updated_at,
    CAST(CAST(CONV(
      REGEXP_REPLACE(
        SUBSTRING(
          MD5(
            CONCAT_WS(
              CHR(  31),
              COALESCE(CAST(whole.primary_mobile_number AS STRING), CHR(  30)),
              COALESCE(CAST(whole.users_on_mobile AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_mobile_shared AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_contact_owner AS STRING), CHR(  30)),
              COALESCE(CAST(whole.email AS STRING), CHR(  30)),
              COALESCE(CAST(whole.student_id AS STRING), CHR(  30)),
              COALESCE(CAST(ARRAY_JOIN(whole.lead_ids, ',') AS STRING), CHR(  30)),
              COALESCE(CAST(whole.first_lead_id AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_lead_id AS STRING), CHR(  30)),
              COALESCE(CAST(whole.full_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.first_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.gender AS STRING), CHR(  30)),
              COALESCE(CAST(whole.date_of_birth AS STRING), CHR(  30)),
              COALESCE(CAST(whole.class_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.stream AS STRING), CHR(  30)),
              COALESCE(CAST(whole.board AS STRING), CHR(  30)),
              COALESCE(CAST(whole.school_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.city AS STRING), CHR(  30)),
              COALESCE(CAST(whole.state AS STRING), CHR(  30)),
              COALESCE(CAST(whole.pincode AS STRING), CHR(  30)),
              COALESCE(CAST(whole.branch_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.preferred_language AS STRING), CHR(  30)),
              COALESCE(CAST(whole.first_source AS STRING), CHR(  30)),
              COALESCE(CAST(whole.first_campaign AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_source AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_campaign AS STRING), CHR(  30)),
              COALESCE(CAST(whole.lead_stage AS STRING), CHR(  30)),
              COALESCE(CAST(whole.lead_status AS STRING), CHR(  30)),
              COALESCE(CAST(whole.owner_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.academic_session AS STRING), CHR(  30)),
              COALESCE(CAST(whole.target_exam_year AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_product_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_product_stage AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_exam_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.best_hour_ist AS STRING), CHR(  30)),
              COALESCE(CAST(whole.last_disposition AS STRING), CHR(  30)),
              COALESCE(CAST(whole.last_not_interested_reason AS STRING), CHR(  30)),
              COALESCE(CAST(whole.interest_level AS STRING), CHR(  30)),
              COALESCE(CAST(whole.whatsapp_opt_in AS STRING), CHR(  30)),
              COALESCE(CAST(whole.sms_opt_in AS STRING), CHR(  30)),
              COALESCE(CAST(whole.email_opt_in AS STRING), CHR(  30)),
              COALESCE(CAST(whole.lead_count AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.first_seen_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.last_enquiry_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_enrolled AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.enrolled_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(whole.product_opportunity_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.open_product_opportunity_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.won_product_opportunity_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.lost_product_opportunity_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.total_quoted_fee AS STRING), CHR(  30)),
              COALESCE(CAST(whole.total_paid_fee AS STRING), CHR(  30)),
              COALESCE(CAST(whole.scholarship_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.latest_exam_date AS STRING), CHR(  30)),
              COALESCE(CAST(whole.best_rank AS STRING), CHR(  30)),
              COALESCE(CAST(whole.best_scholarship_percent AS STRING), CHR(  30)),
              COALESCE(CAST(whole.has_appeared AS STRING), CHR(  30)),
              COALESCE(CAST(whole.call_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.connected_call_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.inbound_call_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.total_talk_seconds AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.first_call_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.last_call_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(whole.last_connected_call_at AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(whole.calls_last_7d AS STRING), CHR(  30)),
              COALESCE(CAST(whole.calls_last_30d AS STRING), CHR(  30)),
              COALESCE(CAST(whole.calls_last_90d AS STRING), CHR(  30)),
              COALESCE(CAST(whole.connected_last_30d AS STRING), CHR(  30)),
              COALESCE(CAST(whole.distinct_agents AS STRING), CHR(  30)),
              COALESCE(CAST(whole.disposition_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.last_sub_disposition AS STRING), CHR(  30)),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(whole.last_disposition_at AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.next_follow_up_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(whole.not_interested_count AS STRING), CHR(  30)),
              COALESCE(CAST(whole.has_lead_dnd AS STRING), CHR(  30)),
              COALESCE(CAST(whole.has_dnd_disposition AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.lead_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(whole.product_updated_at AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(whole.scholarship_updated_at AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.call_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(
                CAST(UNIX_MILLIS(CAST(whole.disposition_updated_at AS TIMESTAMP)) AS STRING),
                CHR(  30)
              ),
              COALESCE(CAST(whole.last_name AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_minor AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.last_seen_at AS TIMESTAMP)) AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_dnd AS STRING), CHR(  30)),
              COALESCE(CAST(whole.is_wrong_number AS STRING), CHR(  30)),
              COALESCE(CAST(whole.can_whatsapp AS STRING), CHR(  30)),
              COALESCE(CAST(whole.can_sms AS STRING), CHR(  30)),
              COALESCE(CAST(whole.can_email AS STRING), CHR(  30)),
              COALESCE(CAST(whole.can_call AS STRING), CHR(  30)),
              COALESCE(CAST(whole.profile_completeness AS STRING), CHR(  30)),
              COALESCE(CAST(UNIX_MILLIS(CAST(whole.updated_at AS TIMESTAMP)) AS STRING), CHR(  30))
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
    ) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT) AS row_hash
  FROM (
    SELECT
      shared.user_id AS user_id,
      shared.primary_mobile_number AS primary_mobile_number,
      shared.users_on_mobile AS users_on_mobile,
      shared.is_mobile_shared AS is_mobile_shared,
      shared.is_contact_owner AS is_contact_owner,
      shared.email AS email,
      shared.student_id AS student_id,
      shared.lead_ids AS lead_ids,
      shared.first_lead_id AS first_lead_id,
      shared.latest_lead_id AS latest_lead_id,
      shared.full_name AS full_name,
      shared.first_name AS first_name,
      shared.gender AS gender,
      shared.date_of_birth AS date_of_birth,
      shared.class_name AS class_name,
      shared.stream AS stream,
      shared.board AS board,
      shared.school_name AS school_name,
      shared.city AS city,
      shared.state AS state,
      shared.pincode AS pincode,
      shared.branch_name AS branch_name,
      shared.preferred_language AS preferred_language,
      shared.first_source AS first_source,
      shared.first_campaign AS first_campaign,
      shared.latest_source AS latest_source,
      shared.latest_campaign AS latest_campaign,
      shared.lead_stage AS lead_stage,
      shared.lead_status AS lead_status,
      shared.owner_name AS owner_name,
      shared.academic_session AS academic_session,
      shared.target_exam_year AS target_exam_year,
      shared.latest_product_name AS latest_product_name,
      shared.latest_product_stage AS latest_product_stage,
      shared.latest_exam_name AS latest_exam_name,
      shared.best_hour_ist AS best_hour_ist,
      shared.last_disposition AS last_disposition,
      shared.last_not_interested_reason AS last_not_interested_reason,
      shared.interest_level AS interest_level,
      shared.whatsapp_opt_in AS whatsapp_opt_in,
      shared.sms_opt_in AS sms_opt_in,
      shared.email_opt_in AS email_opt_in,
      shared.lead_count AS lead_count,
      shared.first_seen_at AS first_seen_at,
      shared.last_enquiry_at AS last_enquiry_at,
      shared.is_enrolled AS is_enrolled,
      shared.enrolled_at AS enrolled_at,
      shared.product_opportunity_count AS product_opportunity_count,
      shared.open_product_opportunity_count AS open_product_opportunity_count,
      shared.won_product_opportunity_count AS won_product_opportunity_count,
      shared.lost_product_opportunity_count AS lost_product_opportunity_count,
      shared.total_quoted_fee AS total_quoted_fee,
      shared.total_paid_fee AS total_paid_fee,
      shared.scholarship_count AS scholarship_count,
      shared.latest_exam_date AS latest_exam_date,
      shared.best_rank AS best_rank,
      shared.best_scholarship_percent AS best_scholarship_percent,
      shared.has_appeared AS has_appeared,
      shared.call_count AS call_count,
      shared.connected_call_count AS connected_call_count,
      shared.inbound_call_count AS inbound_call_count,
      shared.total_talk_seconds AS total_talk_seconds,
      shared.first_call_at AS first_call_at,
      shared.last_call_at AS last_call_at,
      shared.last_connected_call_at AS last_connected_call_at,
      shared.calls_last_7d AS calls_last_7d,
      shared.calls_last_30d AS calls_last_30d,
      shared.calls_last_90d AS calls_last_90d,
      shared.connected_last_30d AS connected_last_30d,
      shared.distinct_agents AS distinct_agents,
      shared.disposition_count AS disposition_count,
      shared.last_sub_disposition AS last_sub_disposition,
      shared.last_disposition_at AS last_disposition_at,
      shared.next_follow_up_at AS next_follow_up_at,
      shared.not_interested_count AS not_interested_count,
      shared.has_lead_dnd AS has_lead_dnd,
      shared.has_dnd_disposition AS has_dnd_disposition,
      shared.lead_updated_at AS lead_updated_at,
      shared.product_updated_at AS product_updated_at,
      shared.scholarship_updated_at AS scholarship_updated_at,
      shared.call_updated_at AS call_updated_at,
      shared.disposition_updated_at AS disposition_updated_at,
      CAST(NULLIF(
        TRIM(
          SUBSTRING(
            shared.full_name,
            LOCATE(
              CONCAT(COALESCE(shared.first_name, ''), ' '),
              CONCAT(COALESCE(shared.full_name, ''), ' ')
            ) + LENGTH(shared.first_name)
          )
        ),
        ''
      ) AS STRING) AS last_name,
      CAST(COALESCE(
        shared.date_of_birth > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
        TRUE
      ) AS BOOLEAN) AS is_minor,
      CAST(GREATEST(
        shared.last_enquiry_at,
        COALESCE(shared.last_connected_call_at, shared.last_enquiry_at)
      ) AS TIMESTAMP_NTZ) AS last_seen_at,
      CAST(shared.has_lead_dnd OR shared.has_dnd_disposition AS BOOLEAN) AS is_dnd,
      CAST(COALESCE(shared.last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE) AS BOOLEAN) AS is_wrong_number,
      CAST(NOT shared.primary_mobile_number IS NULL
      AND NOT (
        COALESCE(shared.last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
      )
      AND NOT (
        shared.has_lead_dnd OR shared.has_dnd_disposition
      )
      AND COALESCE(shared.whatsapp_opt_in, TRUE) AS BOOLEAN) AS can_whatsapp,
      CAST(NOT shared.primary_mobile_number IS NULL
      AND NOT (
        COALESCE(shared.last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
      )
      AND NOT (
        shared.has_lead_dnd OR shared.has_dnd_disposition
      )
      AND COALESCE(shared.sms_opt_in, TRUE) AS BOOLEAN) AS can_sms,
      CAST(NOT shared.email IS NULL
      AND NOT (
        shared.has_lead_dnd OR shared.has_dnd_disposition
      )
      AND COALESCE(shared.email_opt_in, TRUE) AS BOOLEAN) AS can_email,
      CAST(NOT shared.primary_mobile_number IS NULL
      AND NOT (
        COALESCE(shared.last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
      )
      AND NOT (
        shared.has_lead_dnd OR shared.has_dnd_disposition
      ) AS BOOLEAN) AS can_call,
      CAST((
        CASE WHEN NOT shared.primary_mobile_number IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.email IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.full_name IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.gender IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.date_of_birth IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.class_name IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.stream IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.school_name IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.city IS NULL THEN 10 ELSE 0 END
      ) + (
        CASE WHEN NOT shared.preferred_language IS NULL THEN 10 ELSE 0 END
      ) AS BIGINT) AS profile_completeness,
      CAST(GREATEST(
        shared.lead_updated_at,
        COALESCE(shared.product_updated_at, shared.lead_updated_at),
        COALESCE(shared.scholarship_updated_at, shared.lead_updated_at),
        COALESCE(shared.call_updated_at, shared.lead_updated_at),
        COALESCE(shared.disposition_updated_at, shared.lead_updated_at)
      ) AS TIMESTAMP_NTZ) AS updated_at
    FROM (
      SELECT
        golden.user_id AS user_id,
        golden.primary_mobile_number AS primary_mobile_number,
        golden.email AS email,
        golden.student_id AS student_id,
        golden.lead_ids AS lead_ids,
        golden.first_lead_id AS first_lead_id,
        golden.latest_lead_id AS latest_lead_id,
        golden.full_name AS full_name,
        golden.first_name AS first_name,
        golden.gender AS gender,
        golden.date_of_birth AS date_of_birth,
        golden.class_name AS class_name,
        golden.stream AS stream,
        golden.board AS board,
        golden.school_name AS school_name,
        golden.city AS city,
        golden.state AS state,
        golden.pincode AS pincode,
        golden.branch_name AS branch_name,
        golden.preferred_language AS preferred_language,
        golden.first_source AS first_source,
        golden.first_campaign AS first_campaign,
        golden.latest_source AS latest_source,
        golden.latest_campaign AS latest_campaign,
        golden.lead_stage AS lead_stage,
        golden.lead_status AS lead_status,
        golden.owner_name AS owner_name,
        golden.academic_session AS academic_session,
        golden.target_exam_year AS target_exam_year,
        golden.latest_product_name AS latest_product_name,
        golden.latest_product_stage AS latest_product_stage,
        golden.latest_exam_name AS latest_exam_name,
        golden.best_hour_ist AS best_hour_ist,
        golden.last_disposition AS last_disposition,
        golden.last_not_interested_reason AS last_not_interested_reason,
        golden.interest_level AS interest_level,
        golden.whatsapp_opt_in AS whatsapp_opt_in,
        golden.sms_opt_in AS sms_opt_in,
        golden.email_opt_in AS email_opt_in,
        golden.lead_count AS lead_count,
        golden.first_seen_at AS first_seen_at,
        golden.last_enquiry_at AS last_enquiry_at,
        golden.is_enrolled AS is_enrolled,
        golden.enrolled_at AS enrolled_at,
        golden.product_opportunity_count AS product_opportunity_count,
        golden.open_product_opportunity_count AS open_product_opportunity_count,
        golden.won_product_opportunity_count AS won_product_opportunity_count,
        golden.lost_product_opportunity_count AS lost_product_opportunity_count,
        golden.total_quoted_fee AS total_quoted_fee,
        golden.total_paid_fee AS total_paid_fee,
        golden.scholarship_count AS scholarship_count,
        golden.latest_exam_date AS latest_exam_date,
        golden.best_rank AS best_rank,
        golden.best_scholarship_percent AS best_scholarship_percent,
        golden.has_appeared AS has_appeared,
        golden.call_count AS call_count,
        golden.connected_call_count AS connected_call_count,
        golden.inbound_call_count AS inbound_call_count,
        golden.total_talk_seconds AS total_talk_seconds,
        golden.first_call_at AS first_call_at,
        golden.last_call_at AS last_call_at,
        golden.last_connected_call_at AS last_connected_call_at,
        golden.calls_last_7d AS calls_last_7d,
        golden.calls_last_30d AS calls_last_30d,
        golden.calls_last_90d AS calls_last_90d,
        golden.connected_last_30d AS connected_last_30d,
        golden.distinct_agents AS distinct_agents,
        golden.disposition_count AS disposition_count,
        golden.last_sub_disposition AS last_sub_disposition,
        golden.last_disposition_at AS last_disposition_at,
        golden.next_follow_up_at AS next_follow_up_at,
        golden.not_interested_count AS not_interested_count,
        golden.has_lead_dnd AS has_lead_dnd,
        golden.has_dnd_disposition AS has_dnd_disposition,
        golden.lead_updated_at AS lead_updated_at,
        golden.product_updated_at AS product_updated_at,
        golden.scholarship_updated_at AS scholarship_updated_at,
        golden.call_updated_at AS call_updated_at,
        golden.disposition_updated_at AS disposition_updated_at,
        CASE
          WHEN golden.primary_mobile_number IS NULL
          THEN 0
          ELSE COUNT(*) OVER (PARTITION BY golden.primary_mobile_number)
        END AS users_on_mobile,
        NOT golden.primary_mobile_number IS NULL
        AND COUNT(*) OVER (PARTITION BY golden.primary_mobile_number) > 1 AS is_mobile_shared,
        NOT golden.primary_mobile_number IS NULL
        AND ROW_NUMBER() OVER (
          PARTITION BY golden.primary_mobile_number
          ORDER BY golden.first_seen_at NULLS LAST, golden.user_id NULLS LAST
        ) = 1 AS is_contact_owner
      FROM (
        SELECT
          spine.user_id AS user_id,
          CAST(lead.primary_mobile_number AS STRING) AS primary_mobile_number,
          CAST(lead.email AS STRING) AS email,
          CAST(lead.student_id AS STRING) AS student_id,
          lead.lead_ids AS lead_ids,
          CAST(lead.first_lead_id AS STRING) AS first_lead_id,
          CAST(lead.latest_lead_id AS STRING) AS latest_lead_id,
          CAST(lead.full_name AS STRING) AS full_name,
          CAST(lead.first_name AS STRING) AS first_name,
          CAST(lead.gender AS STRING) AS gender,
          CAST(lead.date_of_birth AS DATE) AS date_of_birth,
          CAST(lead.class_name AS STRING) AS class_name,
          CAST(lead.stream AS STRING) AS stream,
          CAST(lead.board AS STRING) AS board,
          CAST(lead.school_name AS STRING) AS school_name,
          CAST(lead.city AS STRING) AS city,
          CAST(lead.state AS STRING) AS state,
          CAST(lead.pincode AS STRING) AS pincode,
          CAST(lead.branch_name AS STRING) AS branch_name,
          CAST(lead.preferred_language AS STRING) AS preferred_language,
          CAST(lead.first_source AS STRING) AS first_source,
          CAST(lead.first_campaign AS STRING) AS first_campaign,
          CAST(lead.latest_source AS STRING) AS latest_source,
          CAST(lead.latest_campaign AS STRING) AS latest_campaign,
          CAST(lead.lead_stage AS STRING) AS lead_stage,
          CAST(lead.lead_status AS STRING) AS lead_status,
          CAST(lead.owner_name AS STRING) AS owner_name,
          CAST(lead.academic_session AS STRING) AS academic_session,
          CAST(lead.target_exam_year AS BIGINT) AS target_exam_year,
          CAST(product.latest_product_name AS STRING) AS latest_product_name,
          CAST(product.latest_product_stage AS STRING) AS latest_product_stage,
          CAST(scholarship.latest_exam_name AS STRING) AS latest_exam_name,
          CAST(only_best_hour_ist.best_hour_ist AS BIGINT) AS best_hour_ist,
          CAST(disposition.last_disposition AS STRING) AS last_disposition,
          CAST(disposition.last_not_interested_reason AS STRING) AS last_not_interested_reason,
          CAST(disposition.interest_level AS STRING) AS interest_level,
          CAST(lead.whatsapp_opt_in AS BOOLEAN) AS whatsapp_opt_in,
          CAST(lead.sms_opt_in AS BOOLEAN) AS sms_opt_in,
          CAST(lead.email_opt_in AS BOOLEAN) AS email_opt_in,
          CAST(COALESCE(lead_traits.lead_count, 0) AS BIGINT) AS lead_count,
          CAST(lead_traits.first_seen_at AS TIMESTAMP_NTZ) AS first_seen_at,
          CAST(lead_traits.last_enquiry_at AS TIMESTAMP_NTZ) AS last_enquiry_at,
          CAST(COALESCE(product.is_enrolled, FALSE) AS BOOLEAN) AS is_enrolled,
          CAST(product.enrolled_at AS TIMESTAMP_NTZ) AS enrolled_at,
          CAST(COALESCE(product.product_opportunity_count, 0) AS BIGINT) AS product_opportunity_count,
          CAST(COALESCE(product.open_product_opportunity_count, 0) AS BIGINT) AS open_product_opportunity_count,
          CAST(COALESCE(product.won_product_opportunity_count, 0) AS BIGINT) AS won_product_opportunity_count,
          CAST(COALESCE(product.lost_product_opportunity_count, 0) AS BIGINT) AS lost_product_opportunity_count,
          CAST(COALESCE(product.total_quoted_fee, 0) AS DECIMAL(18, 2)) AS total_quoted_fee,
          CAST(COALESCE(product.total_paid_fee, 0) AS DECIMAL(18, 2)) AS total_paid_fee,
          CAST(COALESCE(scholarship.scholarship_count, 0) AS BIGINT) AS scholarship_count,
          CAST(scholarship.latest_exam_date AS DATE) AS latest_exam_date,
          CAST(scholarship.best_rank AS BIGINT) AS best_rank,
          CAST(scholarship.best_scholarship_percent AS DECIMAL(5, 2)) AS best_scholarship_percent,
          CAST(COALESCE(scholarship.has_appeared, FALSE) AS BOOLEAN) AS has_appeared,
          CAST(COALESCE(call_log.call_count, 0) AS BIGINT) AS call_count,
          CAST(COALESCE(call_log.connected_call_count, 0) AS BIGINT) AS connected_call_count,
          CAST(COALESCE(call_log.inbound_call_count, 0) AS BIGINT) AS inbound_call_count,
          CAST(COALESCE(call_log.total_talk_seconds, 0) AS BIGINT) AS total_talk_seconds,
          CAST(call_log.first_call_at AS TIMESTAMP_NTZ) AS first_call_at,
          CAST(call_log.last_call_at AS TIMESTAMP_NTZ) AS last_call_at,
          CAST(call_log.last_connected_call_at AS TIMESTAMP_NTZ) AS last_connected_call_at,
          CAST(COALESCE(call_log.calls_last_7d, 0) AS BIGINT) AS calls_last_7d,
          CAST(COALESCE(call_log.calls_last_30d, 0) AS BIGINT) AS calls_last_30d,
          CAST(COALESCE(call_log.calls_last_90d, 0) AS BIGINT) AS calls_last_90d,
          CAST(COALESCE(call_log.connected_last_30d, 0) AS BIGINT) AS connected_last_30d,
          CAST(COALESCE(call_log.distinct_agents, 0) AS BIGINT) AS distinct_agents,
          CAST(COALESCE(disposition.disposition_count, 0) AS BIGINT) AS disposition_count,
          CAST(disposition.last_sub_disposition AS STRING) AS last_sub_disposition,
          CAST(disposition.last_disposition_at AS TIMESTAMP_NTZ) AS last_disposition_at,
          CAST(disposition.next_follow_up_at AS TIMESTAMP_NTZ) AS next_follow_up_at,
          CAST(COALESCE(disposition.not_interested_count, 0) AS BIGINT) AS not_interested_count,
          CAST(COALESCE(lead_traits.has_lead_dnd, FALSE) AS BOOLEAN) AS has_lead_dnd,
          CAST(COALESCE(disposition.has_dnd_disposition, FALSE) AS BOOLEAN) AS has_dnd_disposition,
          CAST(lead_traits.lead_updated_at AS TIMESTAMP_NTZ) AS lead_updated_at,
          CAST(product.product_updated_at AS TIMESTAMP_NTZ) AS product_updated_at,
          CAST(scholarship.scholarship_updated_at AS TIMESTAMP_NTZ) AS scholarship_updated_at,
          CAST(call_log.call_updated_at AS TIMESTAMP_NTZ) AS call_updated_at,
          CAST(disposition.disposition_updated_at AS TIMESTAMP_NTZ) AS disposition_updated_at
        FROM (
          SELECT DISTINCT
            user_map.user_id AS user_id
          FROM work.input_0_wider_gold_cdp_dim_user AS user_map
        ) AS spine
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            MAX_BY(
              CASE WHEN NOT r.is_dummy_mobile THEN r._open_primary_mobile_number END,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT CASE WHEN NOT r.is_dummy_mobile THEN r._open_primary_mobile_number END IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS primary_mobile_number,
            MAX_BY(
              r._open_email,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT r._open_email IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS email,
            MAX_BY(
              r.student_id,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT r.student_id IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS student_id,
            CASE WHEN COUNT(r.lead_id) > 0 THEN SORT_ARRAY(COLLECT_SET(r.lead_id)) END AS lead_ids,
            MIN_BY(r.lead_id, r._order_created_at) FILTER(WHERE
              NOT r.lead_id IS NULL AND NOT r._order_created_at IS NULL) AS first_lead_id,
            MAX_BY(r.lead_id, r._order_created_at) FILTER(WHERE
              NOT r.lead_id IS NULL AND NOT r._order_created_at IS NULL) AS latest_lead_id,
            MAX_BY(r.full_name, r._order_created_at) FILTER(WHERE
              NOT r.full_name IS NULL AND NOT r._order_created_at IS NULL) AS full_name,
            MAX_BY(r.first_name, r._order_created_at) FILTER(WHERE
              NOT r.first_name IS NULL AND NOT r._order_created_at IS NULL) AS first_name,
            MAX_BY(r.gender, r._order_created_at) FILTER(WHERE
              NOT r.gender IS NULL AND NOT r._order_created_at IS NULL) AS gender,
            MAX_BY(r.date_of_birth, r._order_created_at) FILTER(WHERE
              NOT r.date_of_birth IS NULL AND NOT r._order_created_at IS NULL) AS date_of_birth,
            MAX_BY(r.class_name, r._order_created_at) FILTER(WHERE
              NOT r.class_name IS NULL AND NOT r._order_created_at IS NULL) AS class_name,
            MAX_BY(r.stream, r._order_created_at) FILTER(WHERE
              NOT r.stream IS NULL AND NOT r._order_created_at IS NULL) AS stream,
            MAX_BY(r.board, r._order_created_at) FILTER(WHERE
              NOT r.board IS NULL AND NOT r._order_created_at IS NULL) AS board,
            MAX_BY(r.school_name, r._order_created_at) FILTER(WHERE
              NOT r.school_name IS NULL AND NOT r._order_created_at IS NULL) AS school_name,
            MAX_BY(r.city, r._order_created_at) FILTER(WHERE
              NOT r.city IS NULL AND NOT r._order_created_at IS NULL) AS city,
            MAX_BY(r.state, r._order_created_at) FILTER(WHERE
              NOT r.state IS NULL AND NOT r._order_created_at IS NULL) AS state,
            MAX_BY(r.pincode, r._order_created_at) FILTER(WHERE
              NOT r.pincode IS NULL AND NOT r._order_created_at IS NULL) AS pincode,
            MAX_BY(r.branch_name, r._order_created_at) FILTER(WHERE
              NOT r.branch_name IS NULL AND NOT r._order_created_at IS NULL) AS branch_name,
            MAX_BY(r.preferred_language, r._order_created_at) FILTER(WHERE
              NOT r.preferred_language IS NULL AND NOT r._order_created_at IS NULL) AS preferred_language,
            MIN_BY(r.lead_source, r._order_created_at) FILTER(WHERE
              NOT r.lead_source IS NULL AND NOT r._order_created_at IS NULL) AS first_source,
            MIN_BY(r.utm_campaign, r._order_created_at) FILTER(WHERE
              NOT r.utm_campaign IS NULL AND NOT r._order_created_at IS NULL) AS first_campaign,
            MAX_BY(r.lead_source, r._order_created_at) FILTER(WHERE
              NOT r.lead_source IS NULL AND NOT r._order_created_at IS NULL) AS latest_source,
            MAX_BY(r.utm_campaign, r._order_created_at) FILTER(WHERE
              NOT r.utm_campaign IS NULL AND NOT r._order_created_at IS NULL) AS latest_campaign,
            MAX_BY(r.lead_stage, r._order_created_at) FILTER(WHERE
              NOT r.lead_stage IS NULL AND NOT r._order_created_at IS NULL) AS lead_stage,
            MAX_BY(r.lead_status, r._order_created_at) FILTER(WHERE
              NOT r.lead_status IS NULL AND NOT r._order_created_at IS NULL) AS lead_status,
            MAX_BY(r.owner_name, r._order_created_at) FILTER(WHERE
              NOT r.owner_name IS NULL AND NOT r._order_created_at IS NULL) AS owner_name,
            MAX_BY(r.academic_session, r._order_created_at) FILTER(WHERE
              NOT r.academic_session IS NULL AND NOT r._order_created_at IS NULL) AS academic_session,
            MAX_BY(r.target_exam_year, r._order_created_at) FILTER(WHERE
              NOT r.target_exam_year IS NULL AND NOT r._order_created_at IS NULL) AS target_exam_year,
            MAX_BY(
              r.whatsapp_opt_in,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT r.whatsapp_opt_in IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS whatsapp_opt_in,
            MAX_BY(
              r.sms_opt_in,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT r.sms_opt_in IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS sms_opt_in,
            MAX_BY(
              r.email_opt_in,
              STRUCT(
                COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.lead_id AS k1
              )
            ) FILTER(WHERE
              NOT r.email_opt_in IS NULL
              AND NOT COALESCE(r.updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.lead_id IS NULL) AS email_opt_in
          FROM (
            SELECT
              m.user_id AS user_id,
              t.lead_id AS lead_id,
              t.is_dummy_mobile AS is_dummy_mobile,
              t.student_id AS student_id,
              t.full_name AS full_name,
              t.first_name AS first_name,
              t.date_of_birth AS date_of_birth,
              t.gender AS gender,
              t.class_name AS class_name,
              t.stream AS stream,
              t.board AS board,
              t.school_name AS school_name,
              t.city AS city,
              t.state AS state,
              t.pincode AS pincode,
              t.branch_name AS branch_name,
              t.lead_source AS lead_source,
              t.utm_campaign AS utm_campaign,
              t.lead_stage AS lead_stage,
              t.lead_status AS lead_status,
              t.owner_name AS owner_name,
              t.academic_session AS academic_session,
              t.target_exam_year AS target_exam_year,
              t.preferred_language AS preferred_language,
              t.whatsapp_opt_in AS whatsapp_opt_in,
              t.sms_opt_in AS sms_opt_in,
              t.email_opt_in AS email_opt_in,
              t.updated_at AS updated_at,
              CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
              CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number,
              ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY t.created_at, t.lead_id NULLS LAST) AS _order_created_at
            FROM work.input_1_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            LEFT JOIN identity.identifier_value AS b0
              ON b0.identifier_value = t.email
              AND b0.identifier_type = 'email'
              AND b0.status = 'blocked'
            LEFT JOIN identity.identifier_value AS b1
              ON b1.identifier_value = t.primary_mobile_number
              AND b1.identifier_type = 'mobile'
              AND b1.status = 'blocked'
            WHERE
              (
                NOT t.is_deleted
              )
              AND (
                m.user_id IN (
                  SELECT
                    user_map.user_id AS user_id
                  FROM work.input_0_wider_gold_cdp_dim_user AS user_map
                  GROUP BY
                    user_map.user_id
                  HAVING
                    COUNT(*) > 1
                )
              )
          ) AS r
          GROUP BY
            r.user_id
          UNION ALL
          SELECT
            r.user_id AS user_id,
            CASE WHEN NOT r.is_dummy_mobile THEN r._open_primary_mobile_number END AS primary_mobile_number,
            r._open_email AS email,
            r.student_id AS student_id,
            CASE WHEN NOT r.lead_id IS NULL THEN ARRAY(r.lead_id) END AS lead_ids,
            r.lead_id AS first_lead_id,
            r.lead_id AS latest_lead_id,
            r.full_name AS full_name,
            r.first_name AS first_name,
            r.gender AS gender,
            r.date_of_birth AS date_of_birth,
            r.class_name AS class_name,
            r.stream AS stream,
            r.board AS board,
            r.school_name AS school_name,
            r.city AS city,
            r.state AS state,
            r.pincode AS pincode,
            r.branch_name AS branch_name,
            r.preferred_language AS preferred_language,
            r.lead_source AS first_source,
            r.utm_campaign AS first_campaign,
            r.lead_source AS latest_source,
            r.utm_campaign AS latest_campaign,
            r.lead_stage AS lead_stage,
            r.lead_status AS lead_status,
            r.owner_name AS owner_name,
            r.academic_session AS academic_session,
            r.target_exam_year AS target_exam_year,
            r.whatsapp_opt_in AS whatsapp_opt_in,
            r.sms_opt_in AS sms_opt_in,
            r.email_opt_in AS email_opt_in
          FROM (
            SELECT
              m.user_id AS user_id,
              t.lead_id AS lead_id,
              t.is_dummy_mobile AS is_dummy_mobile,
              t.student_id AS student_id,
              t.full_name AS full_name,
              t.first_name AS first_name,
              t.date_of_birth AS date_of_birth,
              t.gender AS gender,
              t.class_name AS class_name,
              t.stream AS stream,
              t.board AS board,
              t.school_name AS school_name,
              t.city AS city,
              t.state AS state,
              t.pincode AS pincode,
              t.branch_name AS branch_name,
              t.lead_source AS lead_source,
              t.utm_campaign AS utm_campaign,
              t.lead_stage AS lead_stage,
              t.lead_status AS lead_status,
              t.owner_name AS owner_name,
              t.academic_session AS academic_session,
              t.target_exam_year AS target_exam_year,
              t.preferred_language AS preferred_language,
              t.whatsapp_opt_in AS whatsapp_opt_in,
              t.sms_opt_in AS sms_opt_in,
              t.email_opt_in AS email_opt_in,
              CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
              CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number
            FROM work.input_1_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            LEFT JOIN identity.identifier_value AS b0
              ON b0.identifier_value = t.email
              AND b0.identifier_type = 'email'
              AND b0.status = 'blocked'
            LEFT JOIN identity.identifier_value AS b1
              ON b1.identifier_value = t.primary_mobile_number
              AND b1.identifier_type = 'mobile'
              AND b1.status = 'blocked'
            WHERE
              (
                NOT t.is_deleted
              )
              AND (
                NOT m.user_id IN (
                  SELECT
                    user_map.user_id AS user_id
                  FROM work.input_0_wider_gold_cdp_dim_user AS user_map
                  GROUP BY
                    user_map.user_id
                  HAVING
                    COUNT(*) > 1
                )
              )
          ) AS r
        ) AS lead
          ON lead.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            COUNT(*) AS lead_count,
            MIN(r.created_at) AS first_seen_at,
            MAX(r.created_at) AS last_enquiry_at,
            BOOL_OR(CAST(r.is_dnd AS BOOLEAN)) AS has_lead_dnd,
            MAX(r.updated_at) AS lead_updated_at
          FROM (
            SELECT
              m.user_id AS user_id,
              t.is_dnd AS is_dnd,
              t.created_at AS created_at,
              t.updated_at AS updated_at
            FROM work.input_1_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            LEFT JOIN identity.identifier_value AS b0
              ON b0.identifier_value = t.email
              AND b0.identifier_type = 'email'
              AND b0.status = 'blocked'
            LEFT JOIN identity.identifier_value AS b1
              ON b1.identifier_value = t.primary_mobile_number
              AND b1.identifier_type = 'mobile'
              AND b1.status = 'blocked'
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS lead_traits
          ON lead_traits.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            MAX_BY(
              r.product_name,
              STRUCT(
                COALESCE(r.created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.product_opportunity_id AS k1
              )
            ) FILTER(WHERE
              NOT r.product_name IS NULL
              AND NOT COALESCE(r.created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.product_opportunity_id IS NULL) AS latest_product_name,
            MAX_BY(
              r.stage,
              STRUCT(
                COALESCE(r.created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.product_opportunity_id AS k1
              )
            ) FILTER(WHERE
              NOT r.stage IS NULL
              AND NOT COALESCE(r.created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.product_opportunity_id IS NULL) AS latest_product_stage,
            BOOL_OR(CAST(r.is_won AS BOOLEAN)) AS is_enrolled,
            MIN(COALESCE(r.closed_at, r.updated_at)) FILTER(WHERE
              (
                r.is_won
              )) AS enrolled_at,
            COUNT(*) AS product_opportunity_count,
            COUNT(*) FILTER(WHERE
              (
                r.is_open
              )) AS open_product_opportunity_count,
            COUNT(*) FILTER(WHERE
              (
                r.is_won
              )) AS won_product_opportunity_count,
            COUNT(*) FILTER(WHERE
              (
                r.is_lost
              )) AS lost_product_opportunity_count,
            SUM(r.quoted_fee) FILTER(WHERE
              (
                r.currency = 'INR'
              )) AS total_quoted_fee,
            SUM(r.paid_fee) FILTER(WHERE
              (
                r.currency = 'INR'
              )) AS total_paid_fee,
            MAX(r.updated_at) AS product_updated_at
          FROM (
            SELECT
              m.user_id AS user_id,
              t.product_opportunity_id AS product_opportunity_id,
              t.product_name AS product_name,
              t.stage AS stage,
              t.is_open AS is_open,
              t.is_won AS is_won,
              t.is_lost AS is_lost,
              t.quoted_fee AS quoted_fee,
              t.paid_fee AS paid_fee,
              t.currency AS currency,
              t.closed_at AS closed_at,
              t.created_at AS created_at,
              t.updated_at AS updated_at
            FROM work.input_2_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS product
          ON product.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            MAX_BY(
              CASE WHEN NOT r.exam_date IS NULL THEN r.exam_name END,
              STRUCT(
                COALESCE(r.exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.scholarship_opportunity_id AS k1
              )
            ) FILTER(WHERE
              NOT CASE WHEN NOT r.exam_date IS NULL THEN r.exam_name END IS NULL
              AND NOT COALESCE(r.exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.scholarship_opportunity_id IS NULL) AS latest_exam_name,
            COUNT(*) AS scholarship_count,
            MAX(r.exam_date) AS latest_exam_date,
            MIN(r.rank) AS best_rank,
            MAX(r.scholarship_percent) AS best_scholarship_percent,
            BOOL_OR(CAST(r.has_appeared AS BOOLEAN)) AS has_appeared,
            MAX(r.updated_at) AS scholarship_updated_at
          FROM (
            SELECT
              m.user_id AS user_id,
              t.scholarship_opportunity_id AS scholarship_opportunity_id,
              t.exam_name AS exam_name,
              t.exam_date AS exam_date,
              t.has_appeared AS has_appeared,
              t.rank AS rank,
              t.scholarship_percent AS scholarship_percent,
              t.updated_at AS updated_at
            FROM work.input_3_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS scholarship
          ON scholarship.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            COUNT(*) AS call_count,
            COUNT(*) FILTER(WHERE
              (
                r.is_connected
              )) AS connected_call_count,
            COUNT(*) FILTER(WHERE
              (
                r.direction = 'inbound'
              )) AS inbound_call_count,
            CAST(SUM(r.talk_seconds) AS BIGINT) AS total_talk_seconds,
            MIN(r.occurred_at) AS first_call_at,
            MAX(r.occurred_at) AS last_call_at,
            MAX(r.occurred_at) FILTER(WHERE
              (
                r.is_connected
              )) AS last_connected_call_at,
            COUNT(*) FILTER(WHERE
              r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
              AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_7d,
            COUNT(*) FILTER(WHERE
              r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
              AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_30d,
            COUNT(*) FILTER(WHERE
              r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
              AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_90d,
            COUNT(*) FILTER(WHERE
              (
                r.is_connected
              )
              AND r.occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
              AND r.occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS connected_last_30d,
            COUNT(DISTINCT r.agent_id) AS distinct_agents,
            MAX(r.updated_at) AS call_updated_at
          FROM (
            SELECT
              m.user_id AS user_id,
              t.agent_id AS agent_id,
              t.direction AS direction,
              t.is_connected AS is_connected,
              t.occurred_at AS occurred_at,
              t.talk_seconds AS talk_seconds,
              t.updated_at AS updated_at
            FROM work.input_4_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS call_log
          ON call_log.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            r.user_id AS user_id,
            MAX_BY(
              r.disposition,
              STRUCT(
                COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.call_disposition_id AS k1
              )
            ) FILTER(WHERE
              NOT r.disposition IS NULL
              AND NOT COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.call_disposition_id IS NULL) AS last_disposition,
            MAX_BY(
              CASE WHEN r.is_not_interested THEN r.sub_disposition END,
              STRUCT(
                COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.call_disposition_id AS k1
              )
            ) FILTER(WHERE
              NOT CASE WHEN r.is_not_interested THEN r.sub_disposition END IS NULL
              AND NOT COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.call_disposition_id IS NULL) AS last_not_interested_reason,
            MAX_BY(
              CASE WHEN r.interest_level <> 'none' THEN r.interest_level END,
              STRUCT(
                COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
                r.call_disposition_id AS k1
              )
            ) FILTER(WHERE
              NOT CASE WHEN r.interest_level <> 'none' THEN r.interest_level END IS NULL
              AND NOT COALESCE(r.occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
              AND NOT r.call_disposition_id IS NULL) AS interest_level,
            COUNT(*) AS disposition_count,
            NULLIF(
              MAX_BY(
                CASE WHEN (
                  NOT r.disposition IS NULL
                ) THEN COALESCE(r.sub_disposition, '') END,
                STRUCT(r.occurred_at AS k0, r.call_disposition_id AS k1)
              ) FILTER(WHERE
                NOT CASE WHEN (
                  NOT r.disposition IS NULL
                ) THEN COALESCE(r.sub_disposition, '') END IS NULL
                AND NOT r.occurred_at IS NULL
                AND NOT r.call_disposition_id IS NULL),
              ''
            ) AS last_sub_disposition,
            MAX(r.occurred_at) FILTER(WHERE
              (
                NOT r.disposition IS NULL
              )) AS last_disposition_at,
            MIN(r.follow_up_at) FILTER(WHERE
              (
                r.follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
              )) AS next_follow_up_at,
            COUNT(*) FILTER(WHERE
              (
                r.is_not_interested
              )) AS not_interested_count,
            BOOL_OR(CAST(r.is_dnd AS BOOLEAN)) AS has_dnd_disposition,
            MAX(r.updated_at) AS disposition_updated_at
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
            FROM work.input_5_wider_gold_cdp_dim_user AS t
            JOIN work.input_0_wider_gold_cdp_dim_user AS m
              ON m.lead_id = CAST(t.lead_id AS STRING)
            WHERE
              (
                NOT t.is_deleted
              )
          ) AS r
          GROUP BY
            r.user_id
        ) AS disposition
          ON disposition.user_id = spine.user_id
        LEFT JOIN (
          SELECT
            c.user_id AS user_id,
            MAX_BY(c.value, STRUCT(c.times AS k0, c.last_at AS k1, c.value AS k2)) FILTER(WHERE
              NOT c.value IS NULL
              AND NOT c.times IS NULL
              AND NOT c.last_at IS NULL
              AND NOT c.value IS NULL) AS best_hour_ist
          FROM (
            SELECT
              v.user_id AS user_id,
              v.value AS value,
              COUNT(*) AS times,
              MAX(v.at) AS last_at
            FROM (
              SELECT
                r.user_id AS user_id,
                r.call_hour_ist AS value,
                r.occurred_at AS at
              FROM (
                SELECT
                  m.user_id AS user_id,
                  t.is_connected AS is_connected,
                  t.occurred_at AS occurred_at,
                  t.call_hour_ist AS call_hour_ist
                FROM work.input_4_wider_gold_cdp_dim_user AS t
                JOIN work.input_0_wider_gold_cdp_dim_user AS m
                  ON m.lead_id = CAST(t.lead_id AS STRING)
                WHERE
                  (
                    NOT t.is_deleted
                  )
              ) AS r
              WHERE
                NOT r.call_hour_ist IS NULL AND (
                  r.is_connected
                )
            ) AS v
            GROUP BY
              v.user_id,
              v.value
          ) AS c
          GROUP BY
            c.user_id
        ) AS only_best_hour_ist
          ON only_best_hour_ist.user_id = spine.user_id
      ) AS golden
    ) AS shared
  ) AS whole
) AS scoped
WHERE
  `scoped`.`user_id` IN (
    SELECT
      touched.k
    FROM work.wider_gold_cdp_dim_user AS touched
  );

-- table work.compared_gold_cdp_dim_user
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  o.`user_id` AS `_old_user_id`,
  o.`primary_mobile_number` AS `_old_primary_mobile_number`,
  CASE
    WHEN n._there AND o._there
    THEN CONCAT_WS(
      ',',
      CASE
        WHEN NOT (
          n.`primary_mobile_number` IS NOT DISTINCT FROM o.`primary_mobile_number`
        )
        THEN 'primary_mobile_number'
      END,
      CASE
        WHEN NOT (
          n.`users_on_mobile` IS NOT DISTINCT FROM o.`users_on_mobile`
        )
        THEN 'users_on_mobile'
      END,
      CASE
        WHEN NOT (
          n.`is_mobile_shared` IS NOT DISTINCT FROM o.`is_mobile_shared`
        )
        THEN 'is_mobile_shared'
      END,
      CASE
        WHEN NOT (
          n.`is_contact_owner` IS NOT DISTINCT FROM o.`is_contact_owner`
        )
        THEN 'is_contact_owner'
      END,
      CASE WHEN NOT (
        n.`email` IS NOT DISTINCT FROM o.`email`
      ) THEN 'email' END,
      CASE
        WHEN NOT (
          n.`student_id` IS NOT DISTINCT FROM o.`student_id`
        )
        THEN 'student_id'
      END,
      CASE
        WHEN NOT (
          n.`lead_ids` IS NOT DISTINCT FROM o.`lead_ids`
        )
        THEN 'lead_ids'
      END,
      CASE
        WHEN NOT (
          n.`first_lead_id` IS NOT DISTINCT FROM o.`first_lead_id`
        )
        THEN 'first_lead_id'
      END,
      CASE
        WHEN NOT (
          n.`latest_lead_id` IS NOT DISTINCT FROM o.`latest_lead_id`
        )
        THEN 'latest_lead_id'
      END,
      CASE
        WHEN NOT (
          n.`full_name` IS NOT DISTINCT FROM o.`full_name`
        )
        THEN 'full_name'
      END,
      CASE
        WHEN NOT (
          n.`first_name` IS NOT DISTINCT FROM o.`first_name`
        )
        THEN 'first_name'
      END,
      CASE WHEN NOT (
        n.`gender` IS NOT DISTINCT FROM o.`gender`
      ) THEN 'gender' END,
      CASE
        WHEN NOT (
          n.`date_of_birth` IS NOT DISTINCT FROM o.`date_of_birth`
        )
        THEN 'date_of_birth'
      END,
      CASE
        WHEN NOT (
          n.`class_name` IS NOT DISTINCT FROM o.`class_name`
        )
        THEN 'class_name'
      END,
      CASE WHEN NOT (
        n.`stream` IS NOT DISTINCT FROM o.`stream`
      ) THEN 'stream' END,
      CASE WHEN NOT (
        n.`board` IS NOT DISTINCT FROM o.`board`
      ) THEN 'board' END,
      CASE
        WHEN NOT (
          n.`school_name` IS NOT DISTINCT FROM o.`school_name`
        )
        THEN 'school_name'
      END,
      CASE WHEN NOT (
        n.`city` IS NOT DISTINCT FROM o.`city`
      ) THEN 'city' END,
      CASE WHEN NOT (
        n.`state` IS NOT DISTINCT FROM o.`state`
      ) THEN 'state' END,
      CASE WHEN NOT (
        n.`pincode` IS NOT DISTINCT FROM o.`pincode`
      ) THEN 'pincode' END,
      CASE
        WHEN NOT (
          n.`branch_name` IS NOT DISTINCT FROM o.`branch_name`
        )
        THEN 'branch_name'
      END,
      CASE
        WHEN NOT (
          n.`preferred_language` IS NOT DISTINCT FROM o.`preferred_language`
        )
        THEN 'preferred_language'
      END,
      CASE
        WHEN NOT (
          n.`first_source` IS NOT DISTINCT FROM o.`first_source`
        )
        THEN 'first_source'
      END,
      CASE
        WHEN NOT (
          n.`first_campaign` IS NOT DISTINCT FROM o.`first_campaign`
        )
        THEN 'first_campaign'
      END,
      CASE
        WHEN NOT (
          n.`latest_source` IS NOT DISTINCT FROM o.`latest_source`
        )
        THEN 'latest_source'
      END,
      CASE
        WHEN NOT (
          n.`latest_campaign` IS NOT DISTINCT FROM o.`latest_campaign`
        )
        THEN 'latest_campaign'
      END,
      CASE
        WHEN NOT (
          n.`lead_stage` IS NOT DISTINCT FROM o.`lead_stage`
        )
        THEN 'lead_stage'
      END,
      CASE
        WHEN NOT (
          n.`lead_status` IS NOT DISTINCT FROM o.`lead_status`
        )
        THEN 'lead_status'
      END,
      CASE
        WHEN NOT (
          n.`owner_name` IS NOT DISTINCT FROM o.`owner_name`
        )
        THEN 'owner_name'
      END,
      CASE
        WHEN NOT (
          n.`academic_session` IS NOT DISTINCT FROM o.`academic_session`
        )
        THEN 'academic_session'
      END,
      CASE
        WHEN NOT (
          n.`target_exam_year` IS NOT DISTINCT FROM o.`target_exam_year`
        )
        THEN 'target_exam_year'
      END,
      CASE
        WHEN NOT (
          n.`latest_product_name` IS NOT DISTINCT FROM o.`latest_product_name`
        )
        THEN 'latest_product_name'
      END,
      CASE
        WHEN NOT (
          n.`latest_product_stage` IS NOT DISTINCT FROM o.`latest_product_stage`
        )
        THEN 'latest_product_stage'
      END,
      CASE
        WHEN NOT (
          n.`latest_exam_name` IS NOT DISTINCT FROM o.`latest_exam_name`
        )
        THEN 'latest_exam_name'
      END,
      CASE
        WHEN NOT (
          n.`best_hour_ist` IS NOT DISTINCT FROM o.`best_hour_ist`
        )
        THEN 'best_hour_ist'
      END,
      CASE
        WHEN NOT (
          n.`last_disposition` IS NOT DISTINCT FROM o.`last_disposition`
        )
        THEN 'last_disposition'
      END,
      CASE
        WHEN NOT (
          n.`last_not_interested_reason` IS NOT DISTINCT FROM o.`last_not_interested_reason`
        )
        THEN 'last_not_interested_reason'
      END,
      CASE
        WHEN NOT (
          n.`interest_level` IS NOT DISTINCT FROM o.`interest_level`
        )
        THEN 'interest_level'
      END,
      CASE
        WHEN NOT (
          n.`whatsapp_opt_in` IS NOT DISTINCT FROM o.`whatsapp_opt_in`
        )
        THEN 'whatsapp_opt_in'
      END,
      CASE
        WHEN NOT (
          n.`sms_opt_in` IS NOT DISTINCT FROM o.`sms_opt_in`
        )
        THEN 'sms_opt_in'
      END,
      CASE
        WHEN NOT (
          n.`email_opt_in` IS NOT DISTINCT FROM o.`email_opt_in`
        )
        THEN 'email_opt_in'
      END,
      CASE
        WHEN NOT (
          n.`lead_count` IS NOT DISTINCT FROM o.`lead_count`
        )
        THEN 'lead_count'
      END,
      CASE
        WHEN NOT (
          n.`first_seen_at` IS NOT DISTINCT FROM o.`first_seen_at`
        )
        THEN 'first_seen_at'
      END,
      CASE
        WHEN NOT (
          n.`last_enquiry_at` IS NOT DISTINCT FROM o.`last_enquiry_at`
        )
        THEN 'last_enquiry_at'
      END,
      CASE
        WHEN NOT (
          n.`is_enrolled` IS NOT DISTINCT FROM o.`is_enrolled`
        )
        THEN 'is_enrolled'
      END,
      CASE
        WHEN NOT (
          n.`enrolled_at` IS NOT DISTINCT FROM o.`enrolled_at`
        )
        THEN 'enrolled_at'
      END,
      CASE
        WHEN NOT (
          n.`product_opportunity_count` IS NOT DISTINCT FROM o.`product_opportunity_count`
        )
        THEN 'product_opportunity_count'
      END,
      CASE
        WHEN NOT (
          n.`open_product_opportunity_count` IS NOT DISTINCT FROM o.`open_product_opportunity_count`
        )
        THEN 'open_product_opportunity_count'
      END,
      CASE
        WHEN NOT (
          n.`won_product_opportunity_count` IS NOT DISTINCT FROM o.`won_product_opportunity_count`
        )
        THEN 'won_product_opportunity_count'
      END,
      CASE
        WHEN NOT (
          n.`lost_product_opportunity_count` IS NOT DISTINCT FROM o.`lost_product_opportunity_count`
        )
        THEN 'lost_product_opportunity_count'
      END,
      CASE
        WHEN NOT (
          n.`total_quoted_fee` IS NOT DISTINCT FROM o.`total_quoted_fee`
        )
        THEN 'total_quoted_fee'
      END,
      CASE
        WHEN NOT (
          n.`total_paid_fee` IS NOT DISTINCT FROM o.`total_paid_fee`
        )
        THEN 'total_paid_fee'
      END,
      CASE
        WHEN NOT (
          n.`scholarship_count` IS NOT DISTINCT FROM o.`scholarship_count`
        )
        THEN 'scholarship_count'
      END,
      CASE
        WHEN NOT (
          n.`latest_exam_date` IS NOT DISTINCT FROM o.`latest_exam_date`
        )
        THEN 'latest_exam_date'
      END,
      CASE
        WHEN NOT (
          n.`best_rank` IS NOT DISTINCT FROM o.`best_rank`
        )
        THEN 'best_rank'
      END,
      CASE
        WHEN NOT (
          n.`best_scholarship_percent` IS NOT DISTINCT FROM o.`best_scholarship_percent`
        )
        THEN 'best_scholarship_percent'
      END,
      CASE
        WHEN NOT (
          n.`has_appeared` IS NOT DISTINCT FROM o.`has_appeared`
        )
        THEN 'has_appeared'
      END,
      CASE
        WHEN NOT (
          n.`call_count` IS NOT DISTINCT FROM o.`call_count`
        )
        THEN 'call_count'
      END,
      CASE
        WHEN NOT (
          n.`connected_call_count` IS NOT DISTINCT FROM o.`connected_call_count`
        )
        THEN 'connected_call_count'
      END,
      CASE
        WHEN NOT (
          n.`inbound_call_count` IS NOT DISTINCT FROM o.`inbound_call_count`
        )
        THEN 'inbound_call_count'
      END,
      CASE
        WHEN NOT (
          n.`total_talk_seconds` IS NOT DISTINCT FROM o.`total_talk_seconds`
        )
        THEN 'total_talk_seconds'
      END,
      CASE
        WHEN NOT (
          n.`first_call_at` IS NOT DISTINCT FROM o.`first_call_at`
        )
        THEN 'first_call_at'
      END,
      CASE
        WHEN NOT (
          n.`last_call_at` IS NOT DISTINCT FROM o.`last_call_at`
        )
        THEN 'last_call_at'
      END,
      CASE
        WHEN NOT (
          n.`last_connected_call_at` IS NOT DISTINCT FROM o.`last_connected_call_at`
        )
        THEN 'last_connected_call_at'
      END,
      CASE
        WHEN NOT (
          n.`calls_last_7d` IS NOT DISTINCT FROM o.`calls_last_7d`
        )
        THEN 'calls_last_7d'
      END,
      CASE
        WHEN NOT (
          n.`calls_last_30d` IS NOT DISTINCT FROM o.`calls_last_30d`
        )
        THEN 'calls_last_30d'
      END,
      CASE
        WHEN NOT (
          n.`calls_last_90d` IS NOT DISTINCT FROM o.`calls_last_90d`
        )
        THEN 'calls_last_90d'
      END,
      CASE
        WHEN NOT (
          n.`connected_last_30d` IS NOT DISTINCT FROM o.`connected_last_30d`
        )
        THEN 'connected_last_30d'
      END,
      CASE
        WHEN NOT (
          n.`distinct_agents` IS NOT DISTINCT FROM o.`distinct_agents`
        )
        THEN 'distinct_agents'
      END,
      CASE
        WHEN NOT (
          n.`disposition_count` IS NOT DISTINCT FROM o.`disposition_count`
        )
        THEN 'disposition_count'
      END,
      CASE
        WHEN NOT (
          n.`last_sub_disposition` IS NOT DISTINCT FROM o.`last_sub_disposition`
        )
        THEN 'last_sub_disposition'
      END,
      CASE
        WHEN NOT (
          n.`last_disposition_at` IS NOT DISTINCT FROM o.`last_disposition_at`
        )
        THEN 'last_disposition_at'
      END,
      CASE
        WHEN NOT (
          n.`next_follow_up_at` IS NOT DISTINCT FROM o.`next_follow_up_at`
        )
        THEN 'next_follow_up_at'
      END,
      CASE
        WHEN NOT (
          n.`not_interested_count` IS NOT DISTINCT FROM o.`not_interested_count`
        )
        THEN 'not_interested_count'
      END,
      CASE
        WHEN NOT (
          n.`has_lead_dnd` IS NOT DISTINCT FROM o.`has_lead_dnd`
        )
        THEN 'has_lead_dnd'
      END,
      CASE
        WHEN NOT (
          n.`has_dnd_disposition` IS NOT DISTINCT FROM o.`has_dnd_disposition`
        )
        THEN 'has_dnd_disposition'
      END,
      CASE
        WHEN NOT (
          n.`lead_updated_at` IS NOT DISTINCT FROM o.`lead_updated_at`
        )
        THEN 'lead_updated_at'
      END,
      CASE
        WHEN NOT (
          n.`product_updated_at` IS NOT DISTINCT FROM o.`product_updated_at`
        )
        THEN 'product_updated_at'
      END,
      CASE
        WHEN NOT (
          n.`scholarship_updated_at` IS NOT DISTINCT FROM o.`scholarship_updated_at`
        )
        THEN 'scholarship_updated_at'
      END,
      CASE
        WHEN NOT (
          n.`call_updated_at` IS NOT DISTINCT FROM o.`call_updated_at`
        )
        THEN 'call_updated_at'
      END,
      CASE
        WHEN NOT (
          n.`disposition_updated_at` IS NOT DISTINCT FROM o.`disposition_updated_at`
        )
        THEN 'disposition_updated_at'
      END,
      CASE
        WHEN NOT (
          n.`last_name` IS NOT DISTINCT FROM o.`last_name`
        )
        THEN 'last_name'
      END,
      CASE
        WHEN NOT (
          n.`is_minor` IS NOT DISTINCT FROM o.`is_minor`
        )
        THEN 'is_minor'
      END,
      CASE
        WHEN NOT (
          n.`last_seen_at` IS NOT DISTINCT FROM o.`last_seen_at`
        )
        THEN 'last_seen_at'
      END,
      CASE WHEN NOT (
        n.`is_dnd` IS NOT DISTINCT FROM o.`is_dnd`
      ) THEN 'is_dnd' END,
      CASE
        WHEN NOT (
          n.`is_wrong_number` IS NOT DISTINCT FROM o.`is_wrong_number`
        )
        THEN 'is_wrong_number'
      END,
      CASE
        WHEN NOT (
          n.`can_whatsapp` IS NOT DISTINCT FROM o.`can_whatsapp`
        )
        THEN 'can_whatsapp'
      END,
      CASE WHEN NOT (
        n.`can_sms` IS NOT DISTINCT FROM o.`can_sms`
      ) THEN 'can_sms' END,
      CASE
        WHEN NOT (
          n.`can_email` IS NOT DISTINCT FROM o.`can_email`
        )
        THEN 'can_email'
      END,
      CASE
        WHEN NOT (
          n.`can_call` IS NOT DISTINCT FROM o.`can_call`
        )
        THEN 'can_call'
      END,
      CASE
        WHEN NOT (
          n.`profile_completeness` IS NOT DISTINCT FROM o.`profile_completeness`
        )
        THEN 'profile_completeness'
      END,
      CASE
        WHEN NOT (
          n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
        )
        THEN 'updated_at'
      END
    )
  END AS _changed,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_gold_cdp_dim_user
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`,
      `stored`.`primary_mobile_number`,
      `stored`.`users_on_mobile`,
      `stored`.`is_mobile_shared`,
      `stored`.`is_contact_owner`,
      `stored`.`email`,
      `stored`.`student_id`,
      `stored`.`lead_ids`,
      `stored`.`first_lead_id`,
      `stored`.`latest_lead_id`,
      `stored`.`full_name`,
      `stored`.`first_name`,
      `stored`.`gender`,
      `stored`.`date_of_birth`,
      `stored`.`class_name`,
      `stored`.`stream`,
      `stored`.`board`,
      `stored`.`school_name`,
      `stored`.`city`,
      `stored`.`state`,
      `stored`.`pincode`,
      `stored`.`branch_name`,
      `stored`.`preferred_language`,
      `stored`.`first_source`,
      `stored`.`first_campaign`,
      `stored`.`latest_source`,
      `stored`.`latest_campaign`,
      `stored`.`lead_stage`,
      `stored`.`lead_status`,
      `stored`.`owner_name`,
      `stored`.`academic_session`,
      `stored`.`target_exam_year`,
      `stored`.`latest_product_name`,
      `stored`.`latest_product_stage`,
      `stored`.`latest_exam_name`,
      `stored`.`best_hour_ist`,
      `stored`.`last_disposition`,
      `stored`.`last_not_interested_reason`,
      `stored`.`interest_level`,
      `stored`.`whatsapp_opt_in`,
      `stored`.`sms_opt_in`,
      `stored`.`email_opt_in`,
      `stored`.`lead_count`,
      `stored`.`first_seen_at`,
      `stored`.`last_enquiry_at`,
      `stored`.`is_enrolled`,
      `stored`.`enrolled_at`,
      `stored`.`product_opportunity_count`,
      `stored`.`open_product_opportunity_count`,
      `stored`.`won_product_opportunity_count`,
      `stored`.`lost_product_opportunity_count`,
      `stored`.`total_quoted_fee`,
      `stored`.`total_paid_fee`,
      `stored`.`scholarship_count`,
      `stored`.`latest_exam_date`,
      `stored`.`best_rank`,
      `stored`.`best_scholarship_percent`,
      `stored`.`has_appeared`,
      `stored`.`call_count`,
      `stored`.`connected_call_count`,
      `stored`.`inbound_call_count`,
      `stored`.`total_talk_seconds`,
      `stored`.`first_call_at`,
      `stored`.`last_call_at`,
      `stored`.`last_connected_call_at`,
      `stored`.`calls_last_7d`,
      `stored`.`calls_last_30d`,
      `stored`.`calls_last_90d`,
      `stored`.`connected_last_30d`,
      `stored`.`distinct_agents`,
      `stored`.`disposition_count`,
      `stored`.`last_sub_disposition`,
      `stored`.`last_disposition_at`,
      `stored`.`next_follow_up_at`,
      `stored`.`not_interested_count`,
      `stored`.`has_lead_dnd`,
      `stored`.`has_dnd_disposition`,
      `stored`.`lead_updated_at`,
      `stored`.`product_updated_at`,
      `stored`.`scholarship_updated_at`,
      `stored`.`call_updated_at`,
      `stored`.`disposition_updated_at`,
      `stored`.`last_name`,
      `stored`.`is_minor`,
      `stored`.`last_seen_at`,
      `stored`.`is_dnd`,
      `stored`.`is_wrong_number`,
      `stored`.`can_whatsapp`,
      `stored`.`can_sms`,
      `stored`.`can_email`,
      `stored`.`can_call`,
      `stored`.`profile_completeness`,
      `stored`.`updated_at`,
      `stored`.`row_hash`
    FROM gold.cdp_dim_user AS stored
    WHERE
      `stored`.`user_id` IN (
        SELECT
          touched.k
        FROM work.wider_gold_cdp_dim_user AS touched
      )
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`primary_mobile_number` IS NOT DISTINCT FROM o.`primary_mobile_number`
    AND n.`users_on_mobile` IS NOT DISTINCT FROM o.`users_on_mobile`
    AND n.`is_mobile_shared` IS NOT DISTINCT FROM o.`is_mobile_shared`
    AND n.`is_contact_owner` IS NOT DISTINCT FROM o.`is_contact_owner`
    AND n.`email` IS NOT DISTINCT FROM o.`email`
    AND n.`student_id` IS NOT DISTINCT FROM o.`student_id`
    AND n.`lead_ids` IS NOT DISTINCT FROM o.`lead_ids`
    AND n.`first_lead_id` IS NOT DISTINCT FROM o.`first_lead_id`
    AND n.`latest_lead_id` IS NOT DISTINCT FROM o.`latest_lead_id`
    AND n.`full_name` IS NOT DISTINCT FROM o.`full_name`
    AND n.`first_name` IS NOT DISTINCT FROM o.`first_name`
    AND n.`gender` IS NOT DISTINCT FROM o.`gender`
    AND n.`date_of_birth` IS NOT DISTINCT FROM o.`date_of_birth`
    AND n.`class_name` IS NOT DISTINCT FROM o.`class_name`
    AND n.`stream` IS NOT DISTINCT FROM o.`stream`
    AND n.`board` IS NOT DISTINCT FROM o.`board`
    AND n.`school_name` IS NOT DISTINCT FROM o.`school_name`
    AND n.`city` IS NOT DISTINCT FROM o.`city`
    AND n.`state` IS NOT DISTINCT FROM o.`state`
    AND n.`pincode` IS NOT DISTINCT FROM o.`pincode`
    AND n.`branch_name` IS NOT DISTINCT FROM o.`branch_name`
    AND n.`preferred_language` IS NOT DISTINCT FROM o.`preferred_language`
    AND n.`first_source` IS NOT DISTINCT FROM o.`first_source`
    AND n.`first_campaign` IS NOT DISTINCT FROM o.`first_campaign`
    AND n.`latest_source` IS NOT DISTINCT FROM o.`latest_source`
    AND n.`latest_campaign` IS NOT DISTINCT FROM o.`latest_campaign`
    AND n.`lead_stage` IS NOT DISTINCT FROM o.`lead_stage`
    AND n.`lead_status` IS NOT DISTINCT FROM o.`lead_status`
    AND n.`owner_name` IS NOT DISTINCT FROM o.`owner_name`
    AND n.`academic_session` IS NOT DISTINCT FROM o.`academic_session`
    AND n.`target_exam_year` IS NOT DISTINCT FROM o.`target_exam_year`
    AND n.`latest_product_name` IS NOT DISTINCT FROM o.`latest_product_name`
    AND n.`latest_product_stage` IS NOT DISTINCT FROM o.`latest_product_stage`
    AND n.`latest_exam_name` IS NOT DISTINCT FROM o.`latest_exam_name`
    AND n.`best_hour_ist` IS NOT DISTINCT FROM o.`best_hour_ist`
    AND n.`last_disposition` IS NOT DISTINCT FROM o.`last_disposition`
    AND n.`last_not_interested_reason` IS NOT DISTINCT FROM o.`last_not_interested_reason`
    AND n.`interest_level` IS NOT DISTINCT FROM o.`interest_level`
    AND n.`whatsapp_opt_in` IS NOT DISTINCT FROM o.`whatsapp_opt_in`
    AND n.`sms_opt_in` IS NOT DISTINCT FROM o.`sms_opt_in`
    AND n.`email_opt_in` IS NOT DISTINCT FROM o.`email_opt_in`
    AND n.`lead_count` IS NOT DISTINCT FROM o.`lead_count`
    AND n.`first_seen_at` IS NOT DISTINCT FROM o.`first_seen_at`
    AND n.`last_enquiry_at` IS NOT DISTINCT FROM o.`last_enquiry_at`
    AND n.`is_enrolled` IS NOT DISTINCT FROM o.`is_enrolled`
    AND n.`enrolled_at` IS NOT DISTINCT FROM o.`enrolled_at`
    AND n.`product_opportunity_count` IS NOT DISTINCT FROM o.`product_opportunity_count`
    AND n.`open_product_opportunity_count` IS NOT DISTINCT FROM o.`open_product_opportunity_count`
    AND n.`won_product_opportunity_count` IS NOT DISTINCT FROM o.`won_product_opportunity_count`
    AND n.`lost_product_opportunity_count` IS NOT DISTINCT FROM o.`lost_product_opportunity_count`
    AND n.`total_quoted_fee` IS NOT DISTINCT FROM o.`total_quoted_fee`
    AND n.`total_paid_fee` IS NOT DISTINCT FROM o.`total_paid_fee`
    AND n.`scholarship_count` IS NOT DISTINCT FROM o.`scholarship_count`
    AND n.`latest_exam_date` IS NOT DISTINCT FROM o.`latest_exam_date`
    AND n.`best_rank` IS NOT DISTINCT FROM o.`best_rank`
    AND n.`best_scholarship_percent` IS NOT DISTINCT FROM o.`best_scholarship_percent`
    AND n.`has_appeared` IS NOT DISTINCT FROM o.`has_appeared`
    AND n.`call_count` IS NOT DISTINCT FROM o.`call_count`
    AND n.`connected_call_count` IS NOT DISTINCT FROM o.`connected_call_count`
    AND n.`inbound_call_count` IS NOT DISTINCT FROM o.`inbound_call_count`
    AND n.`total_talk_seconds` IS NOT DISTINCT FROM o.`total_talk_seconds`
    AND n.`first_call_at` IS NOT DISTINCT FROM o.`first_call_at`
    AND n.`last_call_at` IS NOT DISTINCT FROM o.`last_call_at`
    AND n.`last_connected_call_at` IS NOT DISTINCT FROM o.`last_connected_call_at`
    AND n.`calls_last_7d` IS NOT DISTINCT FROM o.`calls_last_7d`
    AND n.`calls_last_30d` IS NOT DISTINCT FROM o.`calls_last_30d`
    AND n.`calls_last_90d` IS NOT DISTINCT FROM o.`calls_last_90d`
    AND n.`connected_last_30d` IS NOT DISTINCT FROM o.`connected_last_30d`
    AND n.`distinct_agents` IS NOT DISTINCT FROM o.`distinct_agents`
    AND n.`disposition_count` IS NOT DISTINCT FROM o.`disposition_count`
    AND n.`last_sub_disposition` IS NOT DISTINCT FROM o.`last_sub_disposition`
    AND n.`last_disposition_at` IS NOT DISTINCT FROM o.`last_disposition_at`
    AND n.`next_follow_up_at` IS NOT DISTINCT FROM o.`next_follow_up_at`
    AND n.`not_interested_count` IS NOT DISTINCT FROM o.`not_interested_count`
    AND n.`has_lead_dnd` IS NOT DISTINCT FROM o.`has_lead_dnd`
    AND n.`has_dnd_disposition` IS NOT DISTINCT FROM o.`has_dnd_disposition`
    AND n.`lead_updated_at` IS NOT DISTINCT FROM o.`lead_updated_at`
    AND n.`product_updated_at` IS NOT DISTINCT FROM o.`product_updated_at`
    AND n.`scholarship_updated_at` IS NOT DISTINCT FROM o.`scholarship_updated_at`
    AND n.`call_updated_at` IS NOT DISTINCT FROM o.`call_updated_at`
    AND n.`disposition_updated_at` IS NOT DISTINCT FROM o.`disposition_updated_at`
    AND n.`last_name` IS NOT DISTINCT FROM o.`last_name`
    AND n.`is_minor` IS NOT DISTINCT FROM o.`is_minor`
    AND n.`last_seen_at` IS NOT DISTINCT FROM o.`last_seen_at`
    AND n.`is_dnd` IS NOT DISTINCT FROM o.`is_dnd`
    AND n.`is_wrong_number` IS NOT DISTINCT FROM o.`is_wrong_number`
    AND n.`can_whatsapp` IS NOT DISTINCT FROM o.`can_whatsapp`
    AND n.`can_sms` IS NOT DISTINCT FROM o.`can_sms`
    AND n.`can_email` IS NOT DISTINCT FROM o.`can_email`
    AND n.`can_call` IS NOT DISTINCT FROM o.`can_call`
    AND n.`profile_completeness` IS NOT DISTINCT FROM o.`profile_completeness`
    AND n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
    AND n.`row_hash` IS NOT DISTINCT FROM o.`row_hash`,
    FALSE
  );

-- definition work.changed_gold_cdp_dim_user
SELECT
  `_old_user_id` AS `user_id`,
  `_old_primary_mobile_number` AS `primary_mobile_number`,
  FALSE AS _is_new
FROM work.compared_gold_cdp_dim_user
WHERE
  _was_there
UNION ALL
SELECT
  n.`user_id`,
  n.`primary_mobile_number`,
  TRUE AS _is_new
FROM work.fresh_gold_cdp_dim_user AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_gold_cdp_dim_user AS k
    WHERE
      k._is_there AND k.`user_id` = n.`user_id`
  );

-- keys (user_id) out of gold.cdp_dim_user
SELECT
  `user_id`
FROM work.compared_gold_cdp_dim_user
WHERE
  _was_there;

-- rows into gold.cdp_dim_user
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
FROM work.fresh_gold_cdp_dim_user AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_gold_cdp_dim_user AS k
    WHERE
      k._is_there AND k.`user_id` = n.`user_id`
  );

-- part work.part_0_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_log:', COALESCE(call.call_log_id, '')) AS k
FROM work.changed_silver_fact_call_log AS call;

-- part work.part_1_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_log:', COALESCE(call.call_log_id, '')) AS k
FROM silver.fact_call_log AS call
INNER JOIN work.changed_identity_user_map AS people
  ON call.lead_id = people.lead_id
WHERE
  NOT call.is_deleted;

-- part work.part_2_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_disposition:', COALESCE(outcome.call_disposition_id, '')) AS k
FROM work.changed_silver_fact_call_disposition AS outcome;

-- part work.part_3_touched_gold_cdp_fact_events of work.touched_gold_cdp_fact_events
SELECT DISTINCT
  CONCAT('call_disposition:', COALESCE(outcome.call_disposition_id, '')) AS k
FROM silver.fact_call_disposition AS outcome
INNER JOIN work.changed_identity_user_map AS people
  ON outcome.lead_id = people.lead_id
WHERE
  NOT outcome.is_deleted;

-- table work.touched_gold_cdp_fact_events
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_gold_cdp_fact_events
  UNION
  SELECT
    k
  FROM work.part_1_touched_gold_cdp_fact_events
  UNION
  SELECT
    k
  FROM work.part_2_touched_gold_cdp_fact_events
  UNION
  SELECT
    k
  FROM work.part_3_touched_gold_cdp_fact_events
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_gold_cdp_fact_events of work.fresh_gold_cdp_fact_events
SELECT
  input_row.agent_id,
  input_row.call_date,
  input_row.call_log_id,
  input_row.campaign,
  input_row.direction,
  input_row.ingested_at,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.ring_seconds,
  input_row.status,
  input_row.talk_seconds,
  input_row.telephony_provider
FROM work.fresh_silver_fact_call_log AS input_row
WHERE
  CAST(input_row.call_log_id AS STRING) IN (
    SELECT
      SUBSTRING(touched.k, 10)
    FROM work.touched_gold_cdp_fact_events AS touched
    WHERE
      SUBSTRING(touched.k, 1, 9) = 'call_log:'
  )
UNION ALL
SELECT
  input_row.agent_id,
  input_row.call_date,
  input_row.call_log_id,
  input_row.campaign,
  input_row.direction,
  input_row.ingested_at,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.ring_seconds,
  input_row.status,
  input_row.talk_seconds,
  input_row.telephony_provider
FROM silver.fact_call_log AS input_row
WHERE
  CAST(input_row.call_log_id AS STRING) IN (
    SELECT
      k
    FROM (
      SELECT
        SUBSTRING(touched.k, 10)
      FROM work.touched_gold_cdp_fact_events AS touched
      WHERE
        SUBSTRING(touched.k, 1, 9) = 'call_log:'
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.touched_silver_fact_call_log AS done
  );

-- part work.input_1_touched_gold_cdp_fact_events of work.fresh_gold_cdp_fact_events
SELECT
  input_row.agent_id,
  input_row.call_disposition_id,
  input_row.call_log_id,
  input_row.disposition,
  input_row.disposition_date,
  input_row.follow_up_at,
  input_row.ingested_at,
  input_row.interest_level,
  input_row.is_connected,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.remarks,
  input_row.sub_disposition
FROM work.fresh_silver_fact_call_disposition AS input_row
WHERE
  CAST(input_row.call_disposition_id AS STRING) IN (
    SELECT
      SUBSTRING(touched.k, 18)
    FROM work.touched_gold_cdp_fact_events AS touched
    WHERE
      SUBSTRING(touched.k, 1, 17) = 'call_disposition:'
  )
UNION ALL
SELECT
  input_row.agent_id,
  input_row.call_disposition_id,
  input_row.call_log_id,
  input_row.disposition,
  input_row.disposition_date,
  input_row.follow_up_at,
  input_row.ingested_at,
  input_row.interest_level,
  input_row.is_connected,
  input_row.is_deleted,
  input_row.lead_id,
  input_row.occurred_at,
  input_row.remarks,
  input_row.sub_disposition
FROM silver.fact_call_disposition AS input_row
WHERE
  CAST(input_row.call_disposition_id AS STRING) IN (
    SELECT
      k
    FROM (
      SELECT
        SUBSTRING(touched.k, 18)
      FROM work.touched_gold_cdp_fact_events AS touched
      WHERE
        SUBSTRING(touched.k, 1, 17) = 'call_disposition:'
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.touched_silver_fact_call_disposition AS done
  );

-- table work.fresh_gold_cdp_fact_events
SELECT
  `scoped`.`event_id`,
  `scoped`.`user_id`,
  `scoped`.`event_name`,
  `scoped`.`occurred_at`,
  `scoped`.`event_date`,
  `scoped`.`lead_id`,
  `scoped`.`source_table`,
  `scoped`.`source_id`,
  `scoped`.`properties`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    CONCAT('call_log:', COALESCE(call.call_log_id, '')) AS event_id,
    people.user_id AS user_id,
    'call_log' AS event_name,
    call.occurred_at AS occurred_at,
    call.call_date AS event_date,
    call.lead_id AS lead_id,
    'call_log' AS source_table,
    call.call_log_id AS source_id,
    CONCAT(
      '{',
      CONCAT_WS(
        ',',
        (
          '"direction":"' || CAST(call.direction AS STRING) || '"'
        ),
        (
          '"status":"' || CAST(call.status AS STRING) || '"'
        ),
        (
          '"agent_id":"' || CAST(call.agent_id AS STRING) || '"'
        ),
        (
          '"campaign":' || CONCAT(
            '"',
            CASE
              WHEN call.campaign RLIKE '[\\u0000-\\u001f"\\\\]'
              THEN NULLIF(
                REGEXP_EXTRACT(TO_JSON(STRUCT(call.campaign AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
                ''
              )
              ELSE call.campaign
            END,
            '"'
          )
        ),
        (
          '"provider":' || CONCAT(
            '"',
            CASE
              WHEN call.telephony_provider RLIKE '[\\u0000-\\u001f"\\\\]'
              THEN NULLIF(
                REGEXP_EXTRACT(TO_JSON(STRUCT(call.telephony_provider AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
                ''
              )
              ELSE call.telephony_provider
            END,
            '"'
          )
        ),
        (
          '"ring_seconds":' || CAST(call.ring_seconds AS STRING)
        ),
        (
          '"talk_seconds":' || CAST(call.talk_seconds AS STRING)
        )
      ),
      '}'
    ) AS properties,
    call.ingested_at AS ingested_at
  FROM work.input_0_touched_gold_cdp_fact_events AS call
  INNER JOIN identity.user_map AS people
    ON call.lead_id = people.lead_id
  WHERE
    NOT call.is_deleted
  UNION ALL
  SELECT
    CONCAT('call_disposition:', COALESCE(outcome.call_disposition_id, '')) AS event_id,
    people.user_id AS user_id,
    'call_disposition' AS event_name,
    outcome.occurred_at AS occurred_at,
    outcome.disposition_date AS event_date,
    outcome.lead_id AS lead_id,
    'call_disposition' AS source_table,
    outcome.call_disposition_id AS source_id,
    CONCAT(
      '{',
      CONCAT_WS(
        ',',
        (
          '"disposition":' || CONCAT(
            '"',
            CASE
              WHEN outcome.disposition RLIKE '[\\u0000-\\u001f"\\\\]'
              THEN NULLIF(
                REGEXP_EXTRACT(TO_JSON(STRUCT(outcome.disposition AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
                ''
              )
              ELSE outcome.disposition
            END,
            '"'
          )
        ),
        (
          '"sub_disposition":' || CONCAT(
            '"',
            CASE
              WHEN outcome.sub_disposition RLIKE '[\\u0000-\\u001f"\\\\]'
              THEN NULLIF(
                REGEXP_EXTRACT(TO_JSON(STRUCT(outcome.sub_disposition AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
                ''
              )
              ELSE outcome.sub_disposition
            END,
            '"'
          )
        ),
        (
          '"is_connected":' || CAST(outcome.is_connected AS STRING)
        ),
        (
          '"interest_level":"' || CAST(NULLIF(outcome.interest_level, 'none') AS STRING) || '"'
        ),
        (
          '"call_log_id":"' || CAST(outcome.call_log_id AS STRING) || '"'
        ),
        (
          '"agent_id":"' || CAST(outcome.agent_id AS STRING) || '"'
        ),
        (
          '"follow_up_at":"' || REPLACE(
            DATE_FORMAT(outcome.follow_up_at, 'yyyy-MM-dd\'T\'HH:mm:ss.SSSSSS\'Z\''),
            '.000000Z',
            'Z'
          ) || '"'
        ),
        (
          '"remarks":' || CONCAT(
            '"',
            CASE
              WHEN outcome.remarks RLIKE '[\\u0000-\\u001f"\\\\]'
              THEN NULLIF(
                REGEXP_EXTRACT(TO_JSON(STRUCT(outcome.remarks AS t)), '(?s)^[{]"t":"(.*)"[}]\\z'),
                ''
              )
              ELSE outcome.remarks
            END,
            '"'
          )
        )
      ),
      '}'
    ) AS properties,
    outcome.ingested_at AS ingested_at
  FROM work.input_1_touched_gold_cdp_fact_events AS outcome
  INNER JOIN identity.user_map AS people
    ON outcome.lead_id = people.lead_id
  WHERE
    NOT outcome.is_deleted
) AS scoped
WHERE
  `scoped`.`event_id` IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_fact_events AS touched
  );

-- keys (event_id) out of gold.cdp_fact_events
SELECT
  k AS `event_id`
FROM work.touched_gold_cdp_fact_events;

-- rows into gold.cdp_fact_events
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
FROM work.fresh_gold_cdp_fact_events;

-- part work.part_0_touched_gold_cdp_dim_contact_point of work.touched_gold_cdp_dim_contact_point
SELECT DISTINCT
  known.identifier_value AS k
FROM work.changed_identity_identifier_value AS known;

-- part work.part_1_touched_gold_cdp_dim_contact_point of work.touched_gold_cdp_dim_contact_point
SELECT DISTINCT
  lead.primary_mobile_number AS k
FROM work.changed_silver_dim_lead AS lead;

-- part work.part_2_touched_gold_cdp_dim_contact_point of work.touched_gold_cdp_dim_contact_point
SELECT DISTINCT
  lead.primary_mobile_number AS k
FROM silver.dim_lead AS lead
INNER JOIN work.changed_identity_user_map AS people
  ON lead.lead_id = people.lead_id
WHERE
  NOT lead.primary_mobile_number IS NULL;

-- part work.part_3_touched_gold_cdp_dim_contact_point of work.touched_gold_cdp_dim_contact_point
SELECT DISTINCT
  cdp_dim_user.primary_mobile_number AS k
FROM work.changed_gold_cdp_dim_user AS cdp_dim_user;

-- table work.touched_gold_cdp_dim_contact_point
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_gold_cdp_dim_contact_point
  UNION
  SELECT
    k
  FROM work.part_1_touched_gold_cdp_dim_contact_point
  UNION
  SELECT
    k
  FROM work.part_2_touched_gold_cdp_dim_contact_point
  UNION
  SELECT
    k
  FROM work.part_3_touched_gold_cdp_dim_contact_point
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_gold_cdp_dim_contact_point of work.fresh_gold_cdp_dim_contact_point
SELECT
  input_row.created_at,
  input_row.lead_id,
  input_row.primary_mobile_number
FROM silver.dim_lead AS input_row
WHERE
  input_row.primary_mobile_number IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_contact_point AS touched
  );

-- part work.input_1_touched_gold_cdp_dim_contact_point of work.fresh_gold_cdp_dim_contact_point
SELECT
  input_row.identifier_type,
  input_row.identifier_value,
  input_row.status
FROM identity.identifier_value AS input_row
WHERE
  input_row.identifier_value IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_contact_point AS touched
  );

-- part work.input_2_touched_gold_cdp_dim_contact_point of work.fresh_gold_cdp_dim_contact_point
SELECT
  input_row.is_contact_owner,
  input_row.primary_mobile_number,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.primary_mobile_number IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_contact_point AS touched
  );

-- table work.fresh_gold_cdp_dim_contact_point
SELECT
  `scoped`.`mobile`,
  `scoped`.`is_blocked`,
  `scoped`.`is_crowded`,
  `scoped`.`record_count`,
  `scoped`.`user_count`,
  `scoped`.`primary_user_count`,
  `scoped`.`owner_user_id`,
  `scoped`.`first_seen_at`,
  `scoped`.`last_seen_at`
FROM (
  SELECT
    held.mobile AS mobile,
    COALESCE(known.status = 'blocked', FALSE) AS is_blocked,
    COALESCE(known.status = 'crowded', FALSE) AS is_crowded,
    held.record_count AS record_count,
    held.user_count AS user_count,
    COALESCE(contacted.primary_user_count, 0) AS primary_user_count,
    contacted.owner_user_id AS owner_user_id,
    held.first_seen_at AS first_seen_at,
    held.last_seen_at AS last_seen_at
  FROM (
    SELECT
      lead.primary_mobile_number AS mobile,
      COUNT(*) AS record_count,
      COUNT(DISTINCT people.user_id) AS user_count,
      MIN(lead.created_at) AS first_seen_at,
      MAX(lead.created_at) AS last_seen_at
    FROM work.input_0_touched_gold_cdp_dim_contact_point AS lead
    INNER JOIN identity.user_map AS people
      ON lead.lead_id = people.lead_id
    WHERE
      NOT lead.primary_mobile_number IS NULL
    GROUP BY
      lead.primary_mobile_number
  ) AS held
  LEFT JOIN work.input_1_touched_gold_cdp_dim_contact_point AS known
    ON known.identifier_type = 'mobile' AND held.mobile = known.identifier_value
  LEFT JOIN (
    SELECT
      cdp_dim_user.primary_mobile_number AS mobile,
      COUNT(*) AS primary_user_count,
      MIN(CASE WHEN cdp_dim_user.is_contact_owner THEN cdp_dim_user.user_id END) AS owner_user_id
    FROM work.input_2_touched_gold_cdp_dim_contact_point AS cdp_dim_user
    WHERE
      NOT cdp_dim_user.primary_mobile_number IS NULL
    GROUP BY
      cdp_dim_user.primary_mobile_number
  ) AS contacted
    ON held.mobile = contacted.mobile
) AS scoped
WHERE
  `scoped`.`mobile` IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_dim_contact_point AS touched
  );

-- keys (mobile) out of gold.cdp_dim_contact_point
SELECT
  k AS `mobile`
FROM work.touched_gold_cdp_dim_contact_point;

-- rows into gold.cdp_dim_contact_point
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
FROM work.fresh_gold_cdp_dim_contact_point;

-- part work.part_0_touched_gold_cdp_user_identifier of work.touched_gold_cdp_user_identifier
SELECT DISTINCT
  golden.user_id AS k
FROM work.changed_gold_cdp_dim_user AS golden;

-- part work.part_1_touched_gold_cdp_user_identifier of work.touched_gold_cdp_user_identifier
SELECT DISTINCT
  people.user_id AS k
FROM work.changed_silver_dim_lead AS lead
INNER JOIN identity.user_map AS people
  ON lead.lead_id = people.lead_id
CROSS JOIN (
  SELECT
    'lead_id' AS identifier_type
  UNION ALL
  SELECT
    'mobile' AS identifier_type
  UNION ALL
  SELECT
    'email' AS identifier_type
  UNION ALL
  SELECT
    'student_id' AS identifier_type
) AS kind;

-- part work.part_2_touched_gold_cdp_user_identifier of work.touched_gold_cdp_user_identifier
SELECT DISTINCT
  people.user_id AS k
FROM work.changed_identity_user_map AS people;

-- table work.touched_gold_cdp_user_identifier
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_gold_cdp_user_identifier
  UNION
  SELECT
    k
  FROM work.part_1_touched_gold_cdp_user_identifier
  UNION
  SELECT
    k
  FROM work.part_2_touched_gold_cdp_user_identifier
) AS found
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_gold_cdp_user_identifier of work.fresh_gold_cdp_user_identifier
SELECT
  input_row.lead_id,
  input_row.user_id
FROM identity.user_map AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_user_identifier AS touched
  );

-- part work.input_1_touched_gold_cdp_user_identifier of work.fresh_gold_cdp_user_identifier
SELECT
  input_row.email,
  input_row.latest_lead_id,
  input_row.primary_mobile_number,
  input_row.student_id,
  input_row.user_id
FROM work.fresh_gold_cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_user_identifier AS touched
  )
UNION ALL
SELECT
  input_row.email,
  input_row.latest_lead_id,
  input_row.primary_mobile_number,
  input_row.student_id,
  input_row.user_id
FROM gold.cdp_dim_user AS input_row
WHERE
  input_row.user_id IN (
    SELECT
      k
    FROM (
      SELECT
        touched.k
      FROM work.touched_gold_cdp_user_identifier AS touched
    ) AS wanted(k)
    EXCEPT
    SELECT
      done.k
    FROM work.wider_gold_cdp_dim_user AS done
  );

-- part work.input_2_touched_gold_cdp_user_identifier of work.fresh_gold_cdp_user_identifier
SELECT
  input_row.created_at,
  input_row.email,
  input_row.lead_id,
  input_row.primary_mobile_number,
  input_row.student_id,
  input_row.updated_at
FROM silver.dim_lead AS input_row
WHERE
  input_row.lead_id IN (
    SELECT
      people.lead_id
    FROM work.input_0_touched_gold_cdp_user_identifier AS people
  );

-- table work.fresh_gold_cdp_user_identifier
SELECT
  `scoped`.`user_id`,
  `scoped`.`identifier_type`,
  `scoped`.`identifier_value`,
  `scoped`.`record_count`,
  `scoped`.`first_seen_at`,
  `scoped`.`last_seen_at`,
  `scoped`.`is_current`
FROM (
  SELECT
    known.user_id AS user_id,
    known.identifier_type AS identifier_type,
    known.identifier_value AS identifier_value,
    known.record_count AS record_count,
    known.first_seen_at AS first_seen_at,
    known.last_seen_at AS last_seen_at,
    COALESCE(
      known.identifier_value = CASE known.identifier_type
        WHEN 'mobile'
        THEN golden.primary_mobile_number
        WHEN 'email'
        THEN golden.email
        WHEN 'student_id'
        THEN golden.student_id
        WHEN 'lead_id'
        THEN golden.latest_lead_id
      END,
      FALSE
    ) AS is_current
  FROM (
    SELECT
      held.user_id AS user_id,
      held.identifier_type AS identifier_type,
      held.identifier_value AS identifier_value,
      COUNT(*) AS record_count,
      MIN(held.created_at) AS first_seen_at,
      MAX(held.updated_at) AS last_seen_at
    FROM (
      SELECT
        people.user_id AS user_id,
        kind.identifier_type AS identifier_type,
        CASE kind.identifier_type
          WHEN 'lead_id'
          THEN lead.lead_id
          WHEN 'mobile'
          THEN lead.primary_mobile_number
          WHEN 'email'
          THEN lead.email
          WHEN 'student_id'
          THEN lead.student_id
        END AS identifier_value,
        lead.created_at AS created_at,
        lead.updated_at AS updated_at
      FROM work.input_2_touched_gold_cdp_user_identifier AS lead
      INNER JOIN work.input_0_touched_gold_cdp_user_identifier AS people
        ON lead.lead_id = people.lead_id
      CROSS JOIN (
        SELECT
          'lead_id' AS identifier_type
        UNION ALL
        SELECT
          'mobile' AS identifier_type
        UNION ALL
        SELECT
          'email' AS identifier_type
        UNION ALL
        SELECT
          'student_id' AS identifier_type
      ) AS kind
    ) AS held
    WHERE
      NOT held.identifier_value IS NULL
    GROUP BY
      held.user_id,
      held.identifier_type,
      held.identifier_value
  ) AS known
  INNER JOIN work.input_1_touched_gold_cdp_user_identifier AS golden
    ON known.user_id = golden.user_id
) AS scoped
WHERE
  `scoped`.`user_id` IN (
    SELECT
      touched.k
    FROM work.touched_gold_cdp_user_identifier AS touched
  );

-- keys (user_id) out of gold.cdp_user_identifier
SELECT
  k AS `user_id`
FROM work.touched_gold_cdp_user_identifier;

-- rows into gold.cdp_user_identifier
SELECT
  `user_id`,
  `identifier_type`,
  `identifier_value`,
  `record_count`,
  `first_seen_at`,
  `last_seen_at`,
  `is_current`
FROM work.fresh_gold_cdp_user_identifier;

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
    FROM work.fresh_gold_cdp_dim_user
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `event_id`) AS repeated
    FROM work.fresh_gold_cdp_fact_events
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `mobile`) AS repeated
    FROM work.fresh_gold_cdp_dim_contact_point
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) AS repeated
    FROM (
      SELECT
        1 AS one
      FROM work.fresh_gold_cdp_user_identifier
      GROUP BY
        `user_id`,
        `identifier_type`,
        `identifier_value`
      HAVING
        COUNT(*) > 1
    ) AS k
  ) AS m3
) AS k
WHERE
  repeated > 0;

-- rows into ops.user_change
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  c.user_id,
  CASE
    WHEN c.is_there AND c.was_there
    THEN 'changed'
    WHEN c.is_there AND NOT s.user_id IS NULL
    THEN 'split'
    WHEN c.is_there
    THEN 'created'
    WHEN NOT d.retired_user_id IS NULL
    THEN 'merged'
    ELSE 'deleted'
  END AS kind,
  c.columns AS changed_columns
FROM (
  SELECT
    user_id,
    _was_there AS was_there,
    _is_there AS is_there,
    _changed AS columns
  FROM work.compared_gold_cdp_dim_user
) AS c
LEFT JOIN identity.redirect AS d
  ON d.retired_user_id = c.user_id
LEFT JOIN (
  SELECT DISTINCT
    to_user AS user_id
  FROM ops.identity_log
  WHERE
    run_id = 'run' AND kind = 'split'
) AS s
  ON s.user_id = c.user_id;
