WITH spine AS (
  SELECT DISTINCT
    user_id
  FROM identity.user_map
), lead AS (
  SELECT
    r.user_id,
    MAX_BY(
      CASE WHEN NOT is_dummy_mobile THEN _open_primary_mobile_number END,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT CASE WHEN NOT is_dummy_mobile THEN _open_primary_mobile_number END IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS primary_mobile_number,
    MAX_BY(
      _open_email,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT _open_email IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS email,
    MAX_BY(
      student_id,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT student_id IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS student_id,
    ARRAY_SORT(ARRAY_AGG(DISTINCT lead_id) FILTER(WHERE
      NOT lead_id IS NULL)) AS lead_ids,
    MIN_BY(lead_id, _order_created_at) FILTER(WHERE
      NOT lead_id IS NULL AND NOT _order_created_at IS NULL) AS first_lead_id,
    MAX_BY(lead_id, _order_created_at) FILTER(WHERE
      NOT lead_id IS NULL AND NOT _order_created_at IS NULL) AS latest_lead_id,
    MAX_BY(full_name, _order_created_at) FILTER(WHERE
      NOT full_name IS NULL AND NOT _order_created_at IS NULL) AS full_name,
    MAX_BY(first_name, _order_created_at) FILTER(WHERE
      NOT first_name IS NULL AND NOT _order_created_at IS NULL) AS first_name,
    MAX_BY(gender, _order_created_at) FILTER(WHERE
      NOT gender IS NULL AND NOT _order_created_at IS NULL) AS gender,
    MAX_BY(date_of_birth, _order_created_at) FILTER(WHERE
      NOT date_of_birth IS NULL AND NOT _order_created_at IS NULL) AS date_of_birth,
    MAX_BY(class_name, _order_created_at) FILTER(WHERE
      NOT class_name IS NULL AND NOT _order_created_at IS NULL) AS class_name,
    MAX_BY(stream, _order_created_at) FILTER(WHERE
      NOT stream IS NULL AND NOT _order_created_at IS NULL) AS stream,
    MAX_BY(board, _order_created_at) FILTER(WHERE
      NOT board IS NULL AND NOT _order_created_at IS NULL) AS board,
    MAX_BY(school_name, _order_created_at) FILTER(WHERE
      NOT school_name IS NULL AND NOT _order_created_at IS NULL) AS school_name,
    MAX_BY(city, _order_created_at) FILTER(WHERE
      NOT city IS NULL AND NOT _order_created_at IS NULL) AS city,
    MAX_BY(state, _order_created_at) FILTER(WHERE
      NOT state IS NULL AND NOT _order_created_at IS NULL) AS state,
    MAX_BY(pincode, _order_created_at) FILTER(WHERE
      NOT pincode IS NULL AND NOT _order_created_at IS NULL) AS pincode,
    MAX_BY(branch_name, _order_created_at) FILTER(WHERE
      NOT branch_name IS NULL AND NOT _order_created_at IS NULL) AS branch_name,
    MAX_BY(preferred_language, _order_created_at) FILTER(WHERE
      NOT preferred_language IS NULL AND NOT _order_created_at IS NULL) AS preferred_language,
    MIN_BY(lead_source, _order_created_at) FILTER(WHERE
      NOT lead_source IS NULL AND NOT _order_created_at IS NULL) AS first_source,
    MIN_BY(utm_campaign, _order_created_at) FILTER(WHERE
      NOT utm_campaign IS NULL AND NOT _order_created_at IS NULL) AS first_campaign,
    MAX_BY(lead_source, _order_created_at) FILTER(WHERE
      NOT lead_source IS NULL AND NOT _order_created_at IS NULL) AS latest_source,
    MAX_BY(utm_campaign, _order_created_at) FILTER(WHERE
      NOT utm_campaign IS NULL AND NOT _order_created_at IS NULL) AS latest_campaign,
    MAX_BY(lead_stage, _order_created_at) FILTER(WHERE
      NOT lead_stage IS NULL AND NOT _order_created_at IS NULL) AS lead_stage,
    MAX_BY(lead_status, _order_created_at) FILTER(WHERE
      NOT lead_status IS NULL AND NOT _order_created_at IS NULL) AS lead_status,
    MAX_BY(owner_name, _order_created_at) FILTER(WHERE
      NOT owner_name IS NULL AND NOT _order_created_at IS NULL) AS owner_name,
    MAX_BY(academic_session, _order_created_at) FILTER(WHERE
      NOT academic_session IS NULL AND NOT _order_created_at IS NULL) AS academic_session,
    MAX_BY(target_exam_year, _order_created_at) FILTER(WHERE
      NOT target_exam_year IS NULL AND NOT _order_created_at IS NULL) AS target_exam_year,
    MAX_BY(
      whatsapp_opt_in,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT whatsapp_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS whatsapp_opt_in,
    MAX_BY(
      sms_opt_in,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT sms_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS sms_opt_in,
    MAX_BY(
      email_opt_in,
      ROW(COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))), lead_id)
    ) FILTER(WHERE
      NOT email_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT lead_id IS NULL) AS email_opt_in
  FROM (
    SELECT
      m.user_id,
      t.*,
      CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
      CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number,
      ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY t.created_at NULLS FIRST, t.lead_id) AS _order_created_at
    FROM silver.dim_lead AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
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
        NOT is_deleted
      )
      AND (
        m.user_id IN (
          SELECT
            user_id
          FROM identity.user_map
          GROUP BY
            user_id
          HAVING
            COUNT(*) > 1
        )
      )
  ) AS r
  GROUP BY
    r.user_id
  UNION ALL
  SELECT
    r.user_id,
    CASE WHEN NOT is_dummy_mobile THEN _open_primary_mobile_number END AS primary_mobile_number,
    _open_email AS email,
    student_id AS student_id,
    CASE WHEN NOT lead_id IS NULL THEN ARRAY[lead_id] END AS lead_ids,
    lead_id AS first_lead_id,
    lead_id AS latest_lead_id,
    full_name AS full_name,
    first_name AS first_name,
    gender AS gender,
    date_of_birth AS date_of_birth,
    class_name AS class_name,
    stream AS stream,
    board AS board,
    school_name AS school_name,
    city AS city,
    state AS state,
    pincode AS pincode,
    branch_name AS branch_name,
    preferred_language AS preferred_language,
    lead_source AS first_source,
    utm_campaign AS first_campaign,
    lead_source AS latest_source,
    utm_campaign AS latest_campaign,
    lead_stage AS lead_stage,
    lead_status AS lead_status,
    owner_name AS owner_name,
    academic_session AS academic_session,
    target_exam_year AS target_exam_year,
    whatsapp_opt_in AS whatsapp_opt_in,
    sms_opt_in AS sms_opt_in,
    email_opt_in AS email_opt_in
  FROM (
    SELECT
      m.user_id,
      t.*,
      CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
      CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number
    FROM silver.dim_lead AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
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
        NOT is_deleted
      )
      AND (
        NOT m.user_id IN (
          SELECT
            user_id
          FROM identity.user_map
          GROUP BY
            user_id
          HAVING
            COUNT(*) > 1
        )
      )
  ) AS r
), lead_traits AS (
  SELECT
    r.user_id,
    COUNT(*) AS lead_count,
    MIN(created_at) AS first_seen_at,
    MAX(created_at) AS last_enquiry_at,
    BOOL_OR(CAST(is_dnd AS BOOLEAN)) AS has_lead_dnd,
    MAX(updated_at) AS lead_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*,
      CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
      CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number,
      ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY t.created_at NULLS FIRST, t.lead_id) AS _order_created_at
    FROM silver.dim_lead AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
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
        NOT is_deleted
      )
  ) AS r
  GROUP BY
    r.user_id
), product AS (
  SELECT
    r.user_id,
    MAX_BY(
      product_name,
      ROW(
        COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        product_opportunity_id
      )
    ) FILTER(WHERE
      NOT product_name IS NULL
      AND NOT COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT product_opportunity_id IS NULL) AS latest_product_name,
    MAX_BY(
      stage,
      ROW(
        COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        product_opportunity_id
      )
    ) FILTER(WHERE
      NOT stage IS NULL
      AND NOT COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT product_opportunity_id IS NULL) AS latest_product_stage,
    BOOL_OR(CAST(is_won AS BOOLEAN)) AS is_enrolled,
    MIN(COALESCE(closed_at, updated_at)) FILTER(WHERE
      (
        is_won
      )) AS enrolled_at,
    COUNT(*) AS product_opportunity_count,
    COUNT(*) FILTER(WHERE
      (
        is_open
      )) AS open_product_opportunity_count,
    COUNT(*) FILTER(WHERE
      (
        is_won
      )) AS won_product_opportunity_count,
    COUNT(*) FILTER(WHERE
      (
        is_lost
      )) AS lost_product_opportunity_count,
    SUM(quoted_fee) FILTER(WHERE
      (
        currency = 'INR'
      )) AS total_quoted_fee,
    SUM(paid_fee) FILTER(WHERE
      (
        currency = 'INR'
      )) AS total_paid_fee,
    MAX(updated_at) AS product_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*
    FROM silver.dim_product_opportunity AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
    WHERE
      (
        NOT is_deleted
      )
  ) AS r
  GROUP BY
    r.user_id
), scholarship AS (
  SELECT
    r.user_id,
    MAX_BY(
      CASE WHEN NOT exam_date IS NULL THEN exam_name END,
      ROW(
        COALESCE(exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        scholarship_opportunity_id
      )
    ) FILTER(WHERE
      NOT CASE WHEN NOT exam_date IS NULL THEN exam_name END IS NULL
      AND NOT COALESCE(exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT scholarship_opportunity_id IS NULL) AS latest_exam_name,
    COUNT(*) AS scholarship_count,
    MAX(exam_date) AS latest_exam_date,
    MIN(rank) AS best_rank,
    MAX(scholarship_percent) AS best_scholarship_percent,
    BOOL_OR(CAST(has_appeared AS BOOLEAN)) AS has_appeared,
    MAX(updated_at) AS scholarship_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*
    FROM silver.dim_scholarship_opportunity AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
    WHERE
      (
        NOT is_deleted
      )
  ) AS r
  GROUP BY
    r.user_id
), call_log AS (
  SELECT
    r.user_id,
    COUNT(*) AS call_count,
    COUNT(*) FILTER(WHERE
      (
        is_connected
      )) AS connected_call_count,
    COUNT(*) FILTER(WHERE
      (
        direction = 'inbound'
      )) AS inbound_call_count,
    CAST(SUM(talk_seconds) AS BIGINT) AS total_talk_seconds,
    MIN(occurred_at) AS first_call_at,
    MAX(occurred_at) AS last_call_at,
    MAX(occurred_at) FILTER(WHERE
      (
        is_connected
      )) AS last_connected_call_at,
    COUNT(*) FILTER(WHERE
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '7' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))) AS calls_last_7d,
    COUNT(*) FILTER(WHERE
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))) AS calls_last_30d,
    COUNT(*) FILTER(WHERE
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '90' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))) AS calls_last_90d,
    COUNT(*) FILTER(WHERE
      (
        is_connected
      )
      AND occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) - INTERVAL '30' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))) AS connected_last_30d,
    COUNT(DISTINCT agent_id) AS distinct_agents,
    MAX(updated_at) AS call_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*
    FROM silver.fact_call_log AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
    WHERE
      (
        NOT is_deleted
      )
  ) AS r
  GROUP BY
    r.user_id
), disposition AS (
  SELECT
    r.user_id,
    MAX_BY(
      disposition,
      ROW(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        call_disposition_id
      )
    ) FILTER(WHERE
      NOT disposition IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT call_disposition_id IS NULL) AS last_disposition,
    MAX_BY(
      CASE WHEN is_not_interested THEN sub_disposition END,
      ROW(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        call_disposition_id
      )
    ) FILTER(WHERE
      NOT CASE WHEN is_not_interested THEN sub_disposition END IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT call_disposition_id IS NULL) AS last_not_interested_reason,
    MAX_BY(
      CASE WHEN interest_level <> 'none' THEN interest_level END,
      ROW(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))),
        call_disposition_id
      )
    ) FILTER(WHERE
      NOT CASE WHEN interest_level <> 'none' THEN interest_level END IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP(6))) IS NULL
      AND NOT call_disposition_id IS NULL) AS interest_level,
    COUNT(*) AS disposition_count,
    NULLIF(
      MAX_BY(
        CASE WHEN (
          NOT disposition IS NULL
        ) THEN COALESCE(sub_disposition, '') END,
        ROW(occurred_at, call_disposition_id)
      ) FILTER(WHERE
        NOT CASE WHEN (
          NOT disposition IS NULL
        ) THEN COALESCE(sub_disposition, '') END IS NULL
        AND NOT occurred_at IS NULL
        AND NOT call_disposition_id IS NULL),
      ''
    ) AS last_sub_disposition,
    MAX(occurred_at) FILTER(WHERE
      (
        NOT disposition IS NULL
      )) AS last_disposition_at,
    MIN(follow_up_at) FILTER(WHERE
      (
        follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6))
      )) AS next_follow_up_at,
    COUNT(*) FILTER(WHERE
      (
        is_not_interested
      )) AS not_interested_count,
    BOOL_OR(CAST(is_dnd AS BOOLEAN)) AS has_dnd_disposition,
    MAX(updated_at) AS disposition_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*
    FROM silver.fact_call_disposition AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS VARCHAR)
    WHERE
      (
        NOT is_deleted
      )
  ) AS r
  GROUP BY
    r.user_id
), only_best_hour_ist AS (
  SELECT
    user_id,
    MAX_BY(value, ROW(times, last_at, value)) FILTER(WHERE
      NOT value IS NULL
      AND NOT times IS NULL
      AND NOT last_at IS NULL
      AND NOT value IS NULL) AS best_hour_ist
  FROM (
    SELECT
      user_id,
      value,
      COUNT(*) AS times,
      MAX(at) AS last_at
    FROM (
      SELECT
        r.user_id,
        call_hour_ist AS value,
        occurred_at AS at,
        0 AS trust,
        CAST(call_log_id AS VARCHAR) AS row_key
      FROM (
        SELECT
          m.user_id,
          t.*
        FROM silver.fact_call_log AS t
        JOIN identity.user_map AS m
          ON m.lead_id = CAST(t.lead_id AS VARCHAR)
        WHERE
          (
            NOT is_deleted
          )
      ) AS r
      WHERE
        NOT call_hour_ist IS NULL AND (
          is_connected
        )
    ) AS v
    GROUP BY
      user_id,
      value
  ) AS c
  GROUP BY
    user_id
), golden AS (
  SELECT
    spine.user_id,
    CAST(lead.primary_mobile_number AS VARCHAR) AS primary_mobile_number,
    CAST(lead.email AS VARCHAR) AS email,
    CAST(lead.student_id AS VARCHAR) AS student_id,
    lead.lead_ids AS lead_ids,
    CAST(lead.first_lead_id AS VARCHAR) AS first_lead_id,
    CAST(lead.latest_lead_id AS VARCHAR) AS latest_lead_id,
    CAST(lead.full_name AS VARCHAR) AS full_name,
    CAST(lead.first_name AS VARCHAR) AS first_name,
    CAST(lead.gender AS VARCHAR) AS gender,
    CAST(lead.date_of_birth AS DATE) AS date_of_birth,
    CAST(lead.class_name AS VARCHAR) AS class_name,
    CAST(lead.stream AS VARCHAR) AS stream,
    CAST(lead.board AS VARCHAR) AS board,
    CAST(lead.school_name AS VARCHAR) AS school_name,
    CAST(lead.city AS VARCHAR) AS city,
    CAST(lead.state AS VARCHAR) AS state,
    CAST(lead.pincode AS VARCHAR) AS pincode,
    CAST(lead.branch_name AS VARCHAR) AS branch_name,
    CAST(lead.preferred_language AS VARCHAR) AS preferred_language,
    CAST(lead.first_source AS VARCHAR) AS first_source,
    CAST(lead.first_campaign AS VARCHAR) AS first_campaign,
    CAST(lead.latest_source AS VARCHAR) AS latest_source,
    CAST(lead.latest_campaign AS VARCHAR) AS latest_campaign,
    CAST(lead.lead_stage AS VARCHAR) AS lead_stage,
    CAST(lead.lead_status AS VARCHAR) AS lead_status,
    CAST(lead.owner_name AS VARCHAR) AS owner_name,
    CAST(lead.academic_session AS VARCHAR) AS academic_session,
    CAST(lead.target_exam_year AS BIGINT) AS target_exam_year,
    CAST(product.latest_product_name AS VARCHAR) AS latest_product_name,
    CAST(product.latest_product_stage AS VARCHAR) AS latest_product_stage,
    CAST(scholarship.latest_exam_name AS VARCHAR) AS latest_exam_name,
    CAST(only_best_hour_ist.best_hour_ist AS BIGINT) AS best_hour_ist,
    CAST(disposition.last_disposition AS VARCHAR) AS last_disposition,
    CAST(disposition.last_not_interested_reason AS VARCHAR) AS last_not_interested_reason,
    CAST(disposition.interest_level AS VARCHAR) AS interest_level,
    CAST(lead.whatsapp_opt_in AS BOOLEAN) AS whatsapp_opt_in,
    CAST(lead.sms_opt_in AS BOOLEAN) AS sms_opt_in,
    CAST(lead.email_opt_in AS BOOLEAN) AS email_opt_in,
    CAST(COALESCE(lead_traits.lead_count, 0) AS BIGINT) AS lead_count,
    CAST(lead_traits.first_seen_at AS TIMESTAMP(6)) AS first_seen_at,
    CAST(lead_traits.last_enquiry_at AS TIMESTAMP(6)) AS last_enquiry_at,
    CAST(COALESCE(product.is_enrolled, FALSE) AS BOOLEAN) AS is_enrolled,
    CAST(product.enrolled_at AS TIMESTAMP(6)) AS enrolled_at,
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
    CAST(call_log.first_call_at AS TIMESTAMP(6)) AS first_call_at,
    CAST(call_log.last_call_at AS TIMESTAMP(6)) AS last_call_at,
    CAST(call_log.last_connected_call_at AS TIMESTAMP(6)) AS last_connected_call_at,
    CAST(COALESCE(call_log.calls_last_7d, 0) AS BIGINT) AS calls_last_7d,
    CAST(COALESCE(call_log.calls_last_30d, 0) AS BIGINT) AS calls_last_30d,
    CAST(COALESCE(call_log.calls_last_90d, 0) AS BIGINT) AS calls_last_90d,
    CAST(COALESCE(call_log.connected_last_30d, 0) AS BIGINT) AS connected_last_30d,
    CAST(COALESCE(call_log.distinct_agents, 0) AS BIGINT) AS distinct_agents,
    CAST(COALESCE(disposition.disposition_count, 0) AS BIGINT) AS disposition_count,
    CAST(disposition.last_sub_disposition AS VARCHAR) AS last_sub_disposition,
    CAST(disposition.last_disposition_at AS TIMESTAMP(6)) AS last_disposition_at,
    CAST(disposition.next_follow_up_at AS TIMESTAMP(6)) AS next_follow_up_at,
    CAST(COALESCE(disposition.not_interested_count, 0) AS BIGINT) AS not_interested_count,
    CAST(COALESCE(lead_traits.has_lead_dnd, FALSE) AS BOOLEAN) AS has_lead_dnd,
    CAST(COALESCE(disposition.has_dnd_disposition, FALSE) AS BOOLEAN) AS has_dnd_disposition,
    CAST(lead_traits.lead_updated_at AS TIMESTAMP(6)) AS lead_updated_at,
    CAST(product.product_updated_at AS TIMESTAMP(6)) AS product_updated_at,
    CAST(scholarship.scholarship_updated_at AS TIMESTAMP(6)) AS scholarship_updated_at,
    CAST(call_log.call_updated_at AS TIMESTAMP(6)) AS call_updated_at,
    CAST(disposition.disposition_updated_at AS TIMESTAMP(6)) AS disposition_updated_at
  FROM spine
  LEFT JOIN lead
    ON lead.user_id = spine.user_id
  LEFT JOIN lead_traits
    ON lead_traits.user_id = spine.user_id
  LEFT JOIN product
    ON product.user_id = spine.user_id
  LEFT JOIN scholarship
    ON scholarship.user_id = spine.user_id
  LEFT JOIN call_log
    ON call_log.user_id = spine.user_id
  LEFT JOIN disposition
    ON disposition.user_id = spine.user_id
  LEFT JOIN only_best_hour_ist
    ON only_best_hour_ist.user_id = spine.user_id
), shared AS (
  SELECT
    *,
    CASE
      WHEN primary_mobile_number IS NULL
      THEN 0
      ELSE COUNT(*) OVER (PARTITION BY primary_mobile_number)
    END AS users_on_mobile,
    NOT primary_mobile_number IS NULL
    AND COUNT(*) OVER (PARTITION BY primary_mobile_number) > 1 AS is_mobile_shared,
    NOT primary_mobile_number IS NULL
    AND ROW_NUMBER() OVER (PARTITION BY primary_mobile_number ORDER BY first_seen_at, user_id) = 1 AS is_contact_owner
  FROM golden
), whole AS (
  SELECT
    user_id,
    primary_mobile_number,
    users_on_mobile,
    is_mobile_shared,
    is_contact_owner,
    email,
    student_id,
    lead_ids,
    first_lead_id,
    latest_lead_id,
    full_name,
    first_name,
    gender,
    date_of_birth,
    class_name,
    stream,
    board,
    school_name,
    city,
    state,
    pincode,
    branch_name,
    preferred_language,
    first_source,
    first_campaign,
    latest_source,
    latest_campaign,
    lead_stage,
    lead_status,
    owner_name,
    academic_session,
    target_exam_year,
    latest_product_name,
    latest_product_stage,
    latest_exam_name,
    best_hour_ist,
    last_disposition,
    last_not_interested_reason,
    interest_level,
    whatsapp_opt_in,
    sms_opt_in,
    email_opt_in,
    lead_count,
    first_seen_at,
    last_enquiry_at,
    is_enrolled,
    enrolled_at,
    product_opportunity_count,
    open_product_opportunity_count,
    won_product_opportunity_count,
    lost_product_opportunity_count,
    total_quoted_fee,
    total_paid_fee,
    scholarship_count,
    latest_exam_date,
    best_rank,
    best_scholarship_percent,
    has_appeared,
    call_count,
    connected_call_count,
    inbound_call_count,
    total_talk_seconds,
    first_call_at,
    last_call_at,
    last_connected_call_at,
    calls_last_7d,
    calls_last_30d,
    calls_last_90d,
    connected_last_30d,
    distinct_agents,
    disposition_count,
    last_sub_disposition,
    last_disposition_at,
    next_follow_up_at,
    not_interested_count,
    has_lead_dnd,
    has_dnd_disposition,
    lead_updated_at,
    product_updated_at,
    scholarship_updated_at,
    call_updated_at,
    disposition_updated_at,
    CAST(NULLIF(
      TRIM(
        SUBSTR(
          full_name,
          STRPOS(
            CONCAT(COALESCE(CAST(full_name AS VARCHAR), ''), COALESCE(CAST(' ' AS VARCHAR), '')),
            CONCAT(COALESCE(CAST(first_name AS VARCHAR), ''), COALESCE(CAST(' ' AS VARCHAR), ''))
          ) + LENGTH(first_name)
        )
      ),
      ''
    ) AS VARCHAR) AS last_name,
    CAST(COALESCE(
      date_of_birth > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN) AS is_minor,
    CAST(GREATEST(last_enquiry_at, COALESCE(last_connected_call_at, last_enquiry_at)) AS TIMESTAMP(6)) AS last_seen_at,
    CAST(has_lead_dnd OR has_dnd_disposition AS BOOLEAN) AS is_dnd,
    CAST(COALESCE(last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE) AS BOOLEAN) AS is_wrong_number,
    CAST(NOT primary_mobile_number IS NULL
    AND NOT (
      COALESCE(last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
    )
    AND NOT (
      has_lead_dnd OR has_dnd_disposition
    )
    AND COALESCE(whatsapp_opt_in, TRUE) AS BOOLEAN) AS can_whatsapp,
    CAST(NOT primary_mobile_number IS NULL
    AND NOT (
      COALESCE(last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
    )
    AND NOT (
      has_lead_dnd OR has_dnd_disposition
    )
    AND COALESCE(sms_opt_in, TRUE) AS BOOLEAN) AS can_sms,
    CAST(NOT email IS NULL
    AND NOT (
      has_lead_dnd OR has_dnd_disposition
    )
    AND COALESCE(email_opt_in, TRUE) AS BOOLEAN) AS can_email,
    CAST(NOT primary_mobile_number IS NULL
    AND NOT (
      COALESCE(last_disposition IN ('Wrong Number', 'Invalid Number'), FALSE)
    )
    AND NOT (
      has_lead_dnd OR has_dnd_disposition
    ) AS BOOLEAN) AS can_call,
    CAST((
      CASE WHEN NOT primary_mobile_number IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT email IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT full_name IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT gender IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT date_of_birth IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT class_name IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT stream IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT school_name IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT city IS NULL THEN 10 ELSE 0 END
    ) + (
      CASE WHEN NOT preferred_language IS NULL THEN 10 ELSE 0 END
    ) AS BIGINT) AS profile_completeness,
    CAST(GREATEST(
      lead_updated_at,
      COALESCE(product_updated_at, lead_updated_at),
      COALESCE(scholarship_updated_at, lead_updated_at),
      COALESCE(call_updated_at, lead_updated_at),
      COALESCE(disposition_updated_at, lead_updated_at)
    ) AS TIMESTAMP(6)) AS updated_at
  FROM shared
)
SELECT
  *,
  (
    BITWISE_XOR(
      FROM_BIG_ENDIAN_64(
        REVERSE(
          SUBSTR(
            MD5(
              TO_UTF8(
                CONCAT_WS(
                  CHR(  31),
                  COALESCE(CAST(primary_mobile_number AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(users_on_mobile AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(is_mobile_shared AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(is_contact_owner AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(email AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(student_id AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(ARRAY_JOIN(lead_ids, ',') AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(first_lead_id AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_lead_id AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(full_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(first_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(gender AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(date_of_birth AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(class_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(stream AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(board AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(school_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(city AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(state AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(pincode AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(branch_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(preferred_language AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(first_source AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(first_campaign AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_source AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_campaign AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(lead_stage AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(lead_status AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(owner_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(academic_session AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(target_exam_year AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_product_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_product_stage AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_exam_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(best_hour_ist AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(last_disposition AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(last_not_interested_reason AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(interest_level AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(whatsapp_opt_in AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(sms_opt_in AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(email_opt_in AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(lead_count AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), first_seen_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), last_enquiry_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(is_enrolled AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), enrolled_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(product_opportunity_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(open_product_opportunity_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(won_product_opportunity_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(lost_product_opportunity_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(total_quoted_fee AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(total_paid_fee AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(scholarship_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(latest_exam_date AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(best_rank AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(best_scholarship_percent AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(has_appeared AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(call_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(connected_call_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(inbound_call_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(total_talk_seconds AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), first_call_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), last_call_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), last_connected_call_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(calls_last_7d AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(calls_last_30d AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(calls_last_90d AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(connected_last_30d AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(distinct_agents AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(disposition_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(last_sub_disposition AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), last_disposition_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), next_follow_up_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(not_interested_count AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(has_lead_dnd AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(has_dnd_disposition AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), lead_updated_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), product_updated_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), scholarship_updated_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), call_updated_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), disposition_updated_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(last_name AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(is_minor AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), last_seen_at) AS VARCHAR),
                    CHR(  30)
                  ),
                  COALESCE(CAST(is_dnd AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(is_wrong_number AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(can_whatsapp AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(can_sms AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(can_email AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(can_call AS VARCHAR), CHR(  30)),
                  COALESCE(CAST(profile_completeness AS VARCHAR), CHR(  30)),
                  COALESCE(
                    CAST(DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP(0)), updated_at) AS VARCHAR),
                    CHR(  30)
                  )
                )
              )
            ),
            1,
            8
          )
        )
      ),
      BITWISE_LEFT_SHIFT(CAST(1 AS BIGINT), 63)
    )
  ) AS row_hash
FROM whole;
