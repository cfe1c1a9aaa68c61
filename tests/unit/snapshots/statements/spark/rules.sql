-- table identity.identifier_value
SELECT
  CASE type_no WHEN 0 THEN 'student_id' WHEN 1 THEN 'mobile' WHEN 2 THEN 'email' END AS identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  CASE
    WHEN type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR identifier_value RLIKE '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
    )
    THEN 'blocked'
    WHEN type_no = 2 AND (
      identifier_value RLIKE '^(test|na|none|noemail)@'
    )
    THEN 'blocked'
    WHEN type_no = 1 AND record_count > 20
    THEN 'crowded'
    WHEN type_no = 2 AND record_count > 5
    THEN 'crowded'
    ELSE 'joined'
  END AS status
FROM (
  SELECT
    type_no,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(record_no) AS first_record_no
  FROM work.identity_identifier
  GROUP BY
    type_no,
    identifier_value
) AS v
WHERE
  record_count > 1
  OR (
    type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR identifier_value RLIKE '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
    )
  )
  OR (
    type_no = 2 AND (
      identifier_value RLIKE '^(test|na|none|noemail)@'
    )
  );

-- question
SELECT
  *
FROM work.identity_pin;

-- question
SELECT
  COUNT(*) AS n
FROM work.identity_pin;

-- table work.changed_identity_user_map
SELECT
  lead_id,
  user_id,
  FALSE AS _is_new
FROM (
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_former
  WHERE
    is_live
  EXCEPT
  SELECT
    record_key AS lead_id,
    user_id
  FROM identity.registry
  WHERE
    is_live
) AS gone
UNION ALL
SELECT
  lead_id,
  user_id,
  TRUE AS _is_new
FROM (
  SELECT
    record_key AS lead_id,
    user_id
  FROM identity.registry
  WHERE
    is_live
  EXCEPT
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_former
  WHERE
    is_live
) AS come;

-- part work.identity_reason of work.identity_entry
WITH held AS (
  SELECT
    l.record_no,
    l.other_no,
    CASE l.type_no WHEN -1 THEN -1 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 END AS place
  FROM work.identity_link AS l
  JOIN identity.registry AS a
    ON a.record_no = l.record_no
  JOIN identity.registry AS b
    ON b.record_no = l.other_no
  WHERE
    a.user_id = b.user_id
)
SELECT
  record_no,
  MIN(place) AS place
FROM (
  SELECT
    record_no,
    place
  FROM held
  UNION ALL
  SELECT
    other_no,
    place
  FROM held
) AS either
GROUP BY
  record_no;

-- table work.identity_entry
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  CASE
    WHEN o.record_no IS NULL OR NOT o.is_live
    THEN 'assigned'
    WHEN NOT k.user_id IS NULL
    THEN 'merged'
    ELSE 'split'
  END AS kind,
  f.record_no,
  f.record_table,
  f.record_key,
  CASE WHEN o.is_live THEN o.user_id END AS from_user,
  f.user_id AS to_user,
  CASE w.place
    WHEN -1
    THEN 'pin'
    WHEN 0
    THEN 'same student number'
    WHEN 1
    THEN 'same mobile'
    WHEN 2
    THEN 'same email'
  END AS rule,
  CASE w.place
    WHEN -1
    THEN 'pin'
    WHEN 0
    THEN 'student_id'
    WHEN 1
    THEN 'mobile'
    WHEN 2
    THEN 'email'
  END AS identifier_type,
  CASE w.place
    WHEN -1
    THEN NULL
    WHEN 0
    THEN i.id_student_id
    WHEN 1
    THEN i.id_mobile
    WHEN 2
    THEN i.id_email
  END AS identifier_value,
  CAST(NULL AS STRING) AS evidence
FROM identity.registry AS f
LEFT JOIN work.identity_former AS o
  ON o.record_no = f.record_no
LEFT JOIN work.identity_known_user AS k
  ON k.user_id = f.user_id
LEFT JOIN work.identity_reason AS w
  ON w.record_no = f.record_no
LEFT JOIN work.identity_numbered AS i
  ON i.record_no = f.record_no AND w.place >= 0
WHERE
  f.is_live
  AND (
    o.record_no IS NULL OR NOT o.is_live OR o.user_id <> f.user_id
  )
UNION ALL
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  'removed',
  f.record_no,
  f.record_table,
  f.record_key,
  o.user_id,
  CAST(NULL AS BIGINT),
  NULL,
  NULL,
  NULL,
  NULL
FROM identity.registry AS f
JOIN work.identity_former AS o
  ON o.record_no = f.record_no
WHERE
  o.is_live AND NOT f.is_live
UNION ALL
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  'refused',
  a.record_no,
  a.record_table,
  a.record_key,
  a.user_id,
  b.user_id,
  x.rule,
  NULL,
  NULL,
  CONCAT(COALESCE(x.reason, ''), ' of record ', COALESCE(CAST(x.record_b AS STRING), ''))
FROM (
  SELECT
    record_a,
    record_b,
    rule,
    reason
  FROM work.identity_refusal
  EXCEPT
  SELECT
    record_a,
    record_b,
    rule,
    reason
  FROM work.identity_former_refusal
) AS x
JOIN identity.registry AS a
  ON a.record_no = x.record_a
JOIN identity.registry AS b
  ON b.record_no = x.record_b;

-- table work.fresh_gold_cdp_dim_user
WITH spine AS (
  SELECT DISTINCT
    user_id
  FROM identity.user_map
), lead AS (
  SELECT
    r.user_id,
    MAX_BY(
      CASE WHEN NOT is_dummy_mobile THEN _open_primary_mobile_number END,
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT CASE WHEN NOT is_dummy_mobile THEN _open_primary_mobile_number END IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS primary_mobile_number,
    MAX_BY(
      _open_email,
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT _open_email IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS email,
    MAX_BY(
      student_id,
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT student_id IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS student_id,
    CASE WHEN COUNT(lead_id) > 0 THEN SORT_ARRAY(COLLECT_SET(lead_id)) END AS lead_ids,
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
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT whatsapp_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS whatsapp_opt_in,
    MAX_BY(
      sms_opt_in,
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT sms_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS sms_opt_in,
    MAX_BY(
      email_opt_in,
      STRUCT(
        COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        lead_id AS k1
      )
    ) FILTER(WHERE
      NOT email_opt_in IS NULL
      AND NOT COALESCE(updated_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT lead_id IS NULL) AS email_opt_in
  FROM (
    SELECT
      m.user_id,
      t.*,
      CASE WHEN b0.identifier_value IS NULL THEN t.email END AS _open_email,
      CASE WHEN b1.identifier_value IS NULL THEN t.primary_mobile_number END AS _open_primary_mobile_number,
      ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY t.created_at, t.lead_id NULLS LAST) AS _order_created_at
    FROM silver.dim_lead AS t
    JOIN identity.user_map AS m
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
    CASE WHEN NOT lead_id IS NULL THEN ARRAY(lead_id) END AS lead_ids,
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
      ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY t.created_at, t.lead_id NULLS LAST) AS _order_created_at
    FROM silver.dim_lead AS t
    JOIN identity.user_map AS m
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
      STRUCT(
        COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        product_opportunity_id AS k1
      )
    ) FILTER(WHERE
      NOT product_name IS NULL
      AND NOT COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT product_opportunity_id IS NULL) AS latest_product_name,
    MAX_BY(
      stage,
      STRUCT(
        COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        product_opportunity_id AS k1
      )
    ) FILTER(WHERE
      NOT stage IS NULL
      AND NOT COALESCE(created_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
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
      ON m.lead_id = CAST(t.lead_id AS STRING)
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
      STRUCT(
        COALESCE(exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        scholarship_opportunity_id AS k1
      )
    ) FILTER(WHERE
      NOT CASE WHEN NOT exam_date IS NULL THEN exam_name END IS NULL
      AND NOT COALESCE(exam_date, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
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
      ON m.lead_id = CAST(t.lead_id AS STRING)
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
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '7' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_7d,
    COUNT(*) FILTER(WHERE
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_30d,
    COUNT(*) FILTER(WHERE
      occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '90' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS calls_last_90d,
    COUNT(*) FILTER(WHERE
      (
        is_connected
      )
      AND occurred_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '30' DAY
      AND occurred_at <= CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS connected_last_30d,
    COUNT(DISTINCT agent_id) AS distinct_agents,
    MAX(updated_at) AS call_updated_at
  FROM (
    SELECT
      m.user_id,
      t.*
    FROM silver.fact_call_log AS t
    JOIN identity.user_map AS m
      ON m.lead_id = CAST(t.lead_id AS STRING)
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
      STRUCT(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        call_disposition_id AS k1
      )
    ) FILTER(WHERE
      NOT disposition IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT call_disposition_id IS NULL) AS last_disposition,
    MAX_BY(
      CASE WHEN is_not_interested THEN sub_disposition END,
      STRUCT(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        call_disposition_id AS k1
      )
    ) FILTER(WHERE
      NOT CASE WHEN is_not_interested THEN sub_disposition END IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT call_disposition_id IS NULL) AS last_not_interested_reason,
    MAX_BY(
      CASE WHEN interest_level <> 'none' THEN interest_level END,
      STRUCT(
        COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) AS k0,
        call_disposition_id AS k1
      )
    ) FILTER(WHERE
      NOT CASE WHEN interest_level <> 'none' THEN interest_level END IS NULL
      AND NOT COALESCE(occurred_at, CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ)) IS NULL
      AND NOT call_disposition_id IS NULL) AS interest_level,
    COUNT(*) AS disposition_count,
    NULLIF(
      MAX_BY(
        CASE WHEN (
          NOT disposition IS NULL
        ) THEN COALESCE(sub_disposition, '') END,
        STRUCT(occurred_at AS k0, call_disposition_id AS k1)
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
        follow_up_at > CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
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
      ON m.lead_id = CAST(t.lead_id AS STRING)
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
    MAX_BY(value, STRUCT(times AS k0, last_at AS k1, value AS k2)) FILTER(WHERE
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
        CAST(call_log_id AS STRING) AS row_key
      FROM (
        SELECT
          m.user_id,
          t.*
        FROM silver.fact_call_log AS t
        JOIN identity.user_map AS m
          ON m.lead_id = CAST(t.lead_id AS STRING)
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
    AND ROW_NUMBER() OVER (
      PARTITION BY primary_mobile_number
      ORDER BY first_seen_at NULLS LAST, user_id NULLS LAST
    ) = 1 AS is_contact_owner
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
        SUBSTRING(
          full_name,
          LOCATE(CONCAT(COALESCE(first_name, ''), ' '), CONCAT(COALESCE(full_name, ''), ' ')) + LENGTH(first_name)
        )
      ),
      ''
    ) AS STRING) AS last_name,
    CAST(COALESCE(
      date_of_birth > CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '18' YEAR,
      TRUE
    ) AS BOOLEAN) AS is_minor,
    CAST(GREATEST(last_enquiry_at, COALESCE(last_connected_call_at, last_enquiry_at)) AS TIMESTAMP_NTZ) AS last_seen_at,
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
    ) AS TIMESTAMP_NTZ) AS updated_at
  FROM shared
)
SELECT
  *,
  CAST(CAST(CONV(
    REGEXP_REPLACE(
      SUBSTRING(
        MD5(
          CONCAT_WS(
            CHR(  31),
            COALESCE(CAST(primary_mobile_number AS STRING), CHR(  30)),
            COALESCE(CAST(users_on_mobile AS STRING), CHR(  30)),
            COALESCE(CAST(is_mobile_shared AS STRING), CHR(  30)),
            COALESCE(CAST(is_contact_owner AS STRING), CHR(  30)),
            COALESCE(CAST(email AS STRING), CHR(  30)),
            COALESCE(CAST(student_id AS STRING), CHR(  30)),
            COALESCE(CAST(ARRAY_JOIN(lead_ids, ',') AS STRING), CHR(  30)),
            COALESCE(CAST(first_lead_id AS STRING), CHR(  30)),
            COALESCE(CAST(latest_lead_id AS STRING), CHR(  30)),
            COALESCE(CAST(full_name AS STRING), CHR(  30)),
            COALESCE(CAST(first_name AS STRING), CHR(  30)),
            COALESCE(CAST(gender AS STRING), CHR(  30)),
            COALESCE(CAST(date_of_birth AS STRING), CHR(  30)),
            COALESCE(CAST(class_name AS STRING), CHR(  30)),
            COALESCE(CAST(stream AS STRING), CHR(  30)),
            COALESCE(CAST(board AS STRING), CHR(  30)),
            COALESCE(CAST(school_name AS STRING), CHR(  30)),
            COALESCE(CAST(city AS STRING), CHR(  30)),
            COALESCE(CAST(state AS STRING), CHR(  30)),
            COALESCE(CAST(pincode AS STRING), CHR(  30)),
            COALESCE(CAST(branch_name AS STRING), CHR(  30)),
            COALESCE(CAST(preferred_language AS STRING), CHR(  30)),
            COALESCE(CAST(first_source AS STRING), CHR(  30)),
            COALESCE(CAST(first_campaign AS STRING), CHR(  30)),
            COALESCE(CAST(latest_source AS STRING), CHR(  30)),
            COALESCE(CAST(latest_campaign AS STRING), CHR(  30)),
            COALESCE(CAST(lead_stage AS STRING), CHR(  30)),
            COALESCE(CAST(lead_status AS STRING), CHR(  30)),
            COALESCE(CAST(owner_name AS STRING), CHR(  30)),
            COALESCE(CAST(academic_session AS STRING), CHR(  30)),
            COALESCE(CAST(target_exam_year AS STRING), CHR(  30)),
            COALESCE(CAST(latest_product_name AS STRING), CHR(  30)),
            COALESCE(CAST(latest_product_stage AS STRING), CHR(  30)),
            COALESCE(CAST(latest_exam_name AS STRING), CHR(  30)),
            COALESCE(CAST(best_hour_ist AS STRING), CHR(  30)),
            COALESCE(CAST(last_disposition AS STRING), CHR(  30)),
            COALESCE(CAST(last_not_interested_reason AS STRING), CHR(  30)),
            COALESCE(CAST(interest_level AS STRING), CHR(  30)),
            COALESCE(CAST(whatsapp_opt_in AS STRING), CHR(  30)),
            COALESCE(CAST(sms_opt_in AS STRING), CHR(  30)),
            COALESCE(CAST(email_opt_in AS STRING), CHR(  30)),
            COALESCE(CAST(lead_count AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(first_seen_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(last_enquiry_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(is_enrolled AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(enrolled_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(product_opportunity_count AS STRING), CHR(  30)),
            COALESCE(CAST(open_product_opportunity_count AS STRING), CHR(  30)),
            COALESCE(CAST(won_product_opportunity_count AS STRING), CHR(  30)),
            COALESCE(CAST(lost_product_opportunity_count AS STRING), CHR(  30)),
            COALESCE(CAST(total_quoted_fee AS STRING), CHR(  30)),
            COALESCE(CAST(total_paid_fee AS STRING), CHR(  30)),
            COALESCE(CAST(scholarship_count AS STRING), CHR(  30)),
            COALESCE(CAST(latest_exam_date AS STRING), CHR(  30)),
            COALESCE(CAST(best_rank AS STRING), CHR(  30)),
            COALESCE(CAST(best_scholarship_percent AS STRING), CHR(  30)),
            COALESCE(CAST(has_appeared AS STRING), CHR(  30)),
            COALESCE(CAST(call_count AS STRING), CHR(  30)),
            COALESCE(CAST(connected_call_count AS STRING), CHR(  30)),
            COALESCE(CAST(inbound_call_count AS STRING), CHR(  30)),
            COALESCE(CAST(total_talk_seconds AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(first_call_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(last_call_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(last_connected_call_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(calls_last_7d AS STRING), CHR(  30)),
            COALESCE(CAST(calls_last_30d AS STRING), CHR(  30)),
            COALESCE(CAST(calls_last_90d AS STRING), CHR(  30)),
            COALESCE(CAST(connected_last_30d AS STRING), CHR(  30)),
            COALESCE(CAST(distinct_agents AS STRING), CHR(  30)),
            COALESCE(CAST(disposition_count AS STRING), CHR(  30)),
            COALESCE(CAST(last_sub_disposition AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(last_disposition_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(next_follow_up_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(not_interested_count AS STRING), CHR(  30)),
            COALESCE(CAST(has_lead_dnd AS STRING), CHR(  30)),
            COALESCE(CAST(has_dnd_disposition AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(lead_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(product_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(scholarship_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(call_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(disposition_updated_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(last_name AS STRING), CHR(  30)),
            COALESCE(CAST(is_minor AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(last_seen_at AS TIMESTAMP)) AS STRING), CHR(  30)),
            COALESCE(CAST(is_dnd AS STRING), CHR(  30)),
            COALESCE(CAST(is_wrong_number AS STRING), CHR(  30)),
            COALESCE(CAST(can_whatsapp AS STRING), CHR(  30)),
            COALESCE(CAST(can_sms AS STRING), CHR(  30)),
            COALESCE(CAST(can_email AS STRING), CHR(  30)),
            COALESCE(CAST(can_call AS STRING), CHR(  30)),
            COALESCE(CAST(profile_completeness AS STRING), CHR(  30)),
            COALESCE(CAST(UNIX_MILLIS(CAST(updated_at AS TIMESTAMP)) AS STRING), CHR(  30))
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
FROM whole;

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM gold.cdp_dim_user;

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

-- table work.fresh_gold_cdp_fact_events
SELECT
  CONCAT('call_log:', COALESCE(call.call_log_id, '')) AS event_id,
  people.user_id,
  'call_log' AS event_name,
  call.occurred_at,
  call.call_date AS event_date,
  call.lead_id,
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
  call.ingested_at
FROM silver.fact_call_log AS call
INNER JOIN identity.user_map AS people
  ON call.lead_id = people.lead_id
WHERE
  NOT call.is_deleted
UNION ALL
SELECT
  CONCAT('call_disposition:', COALESCE(outcome.call_disposition_id, '')) AS event_id,
  people.user_id,
  'call_disposition' AS event_name,
  outcome.occurred_at,
  outcome.disposition_date AS event_date,
  outcome.lead_id,
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
  outcome.ingested_at
FROM silver.fact_call_disposition AS outcome
INNER JOIN identity.user_map AS people
  ON outcome.lead_id = people.lead_id
WHERE
  NOT outcome.is_deleted;

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `event_id`) AS repeated
FROM gold.cdp_fact_events;

-- table work.compared_gold_cdp_fact_events
SELECT
  COALESCE(n.`event_id`, o.`event_id`) AS `event_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_gold_cdp_fact_events
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`event_id`,
      `stored`.`user_id`,
      `stored`.`event_name`,
      `stored`.`occurred_at`,
      `stored`.`event_date`,
      `stored`.`lead_id`,
      `stored`.`source_table`,
      `stored`.`source_id`,
      `stored`.`properties`,
      `stored`.`ingested_at`
    FROM gold.cdp_fact_events AS stored
  ) AS s
) AS o
  ON n.`event_id` = o.`event_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`user_id` IS NOT DISTINCT FROM o.`user_id`
    AND n.`event_name` IS NOT DISTINCT FROM o.`event_name`
    AND n.`occurred_at` IS NOT DISTINCT FROM o.`occurred_at`
    AND n.`event_date` IS NOT DISTINCT FROM o.`event_date`
    AND n.`lead_id` IS NOT DISTINCT FROM o.`lead_id`
    AND n.`source_table` IS NOT DISTINCT FROM o.`source_table`
    AND n.`source_id` IS NOT DISTINCT FROM o.`source_id`
    AND n.`properties` IS NOT DISTINCT FROM o.`properties`
    AND n.`ingested_at` IS NOT DISTINCT FROM o.`ingested_at`,
    FALSE
  );

-- table work.fresh_gold_cdp_user_redirect
SELECT
  former.retired_user_id,
  former.user_id
FROM identity.redirect AS former;

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `retired_user_id`) AS repeated
FROM gold.cdp_user_redirect;

-- table work.compared_gold_cdp_user_redirect
SELECT
  COALESCE(n.`retired_user_id`, o.`retired_user_id`) AS `retired_user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_gold_cdp_user_redirect
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`retired_user_id`,
      `stored`.`user_id`
    FROM gold.cdp_user_redirect AS stored
  ) AS s
) AS o
  ON n.`retired_user_id` = o.`retired_user_id`
WHERE
  NOT COALESCE(n._there AND o._there AND n.`user_id` IS NOT DISTINCT FROM o.`user_id`, FALSE);

-- keys (retired_user_id) out of gold.cdp_user_redirect
SELECT
  `retired_user_id`
FROM work.compared_gold_cdp_user_redirect
WHERE
  _was_there;

-- rows into gold.cdp_user_redirect
SELECT
  `retired_user_id`,
  `user_id`
FROM work.fresh_gold_cdp_user_redirect AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_gold_cdp_user_redirect AS k
    WHERE
      k._is_there AND k.`retired_user_id` = n.`retired_user_id`
  );

-- table work.fresh_gold_cdp_dim_contact_point
WITH held AS (
  SELECT
    lead.primary_mobile_number AS mobile,
    COUNT(*) AS record_count,
    COUNT(DISTINCT people.user_id) AS user_count,
    MIN(lead.created_at) AS first_seen_at,
    MAX(lead.created_at) AS last_seen_at
  FROM silver.dim_lead AS lead
  INNER JOIN identity.user_map AS people
    ON lead.lead_id = people.lead_id
  WHERE
    NOT lead.primary_mobile_number IS NULL
  GROUP BY
    lead.primary_mobile_number
), contacted AS (
  SELECT
    primary_mobile_number AS mobile,
    COUNT(*) AS primary_user_count,
    MIN(CASE WHEN is_contact_owner THEN user_id END) AS owner_user_id
  FROM gold.cdp_dim_user
  WHERE
    NOT primary_mobile_number IS NULL
  GROUP BY
    primary_mobile_number
)
SELECT
  held.mobile,
  COALESCE(known.status = 'blocked', FALSE) AS is_blocked,
  COALESCE(known.status = 'crowded', FALSE) AS is_crowded,
  held.record_count,
  held.user_count,
  COALESCE(contacted.primary_user_count, 0) AS primary_user_count,
  contacted.owner_user_id,
  held.first_seen_at,
  held.last_seen_at
FROM held
LEFT JOIN identity.identifier_value AS known
  ON known.identifier_type = 'mobile' AND held.mobile = known.identifier_value
LEFT JOIN contacted
  ON held.mobile = contacted.mobile;

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `mobile`) AS repeated
FROM gold.cdp_dim_contact_point;

-- table work.compared_gold_cdp_dim_contact_point
SELECT
  COALESCE(n.`mobile`, o.`mobile`) AS `mobile`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_gold_cdp_dim_contact_point
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`mobile`,
      `stored`.`is_blocked`,
      `stored`.`is_crowded`,
      `stored`.`record_count`,
      `stored`.`user_count`,
      `stored`.`primary_user_count`,
      `stored`.`owner_user_id`,
      `stored`.`first_seen_at`,
      `stored`.`last_seen_at`
    FROM gold.cdp_dim_contact_point AS stored
  ) AS s
) AS o
  ON n.`mobile` = o.`mobile`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`is_blocked` IS NOT DISTINCT FROM o.`is_blocked`
    AND n.`is_crowded` IS NOT DISTINCT FROM o.`is_crowded`
    AND n.`record_count` IS NOT DISTINCT FROM o.`record_count`
    AND n.`user_count` IS NOT DISTINCT FROM o.`user_count`
    AND n.`primary_user_count` IS NOT DISTINCT FROM o.`primary_user_count`
    AND n.`owner_user_id` IS NOT DISTINCT FROM o.`owner_user_id`
    AND n.`first_seen_at` IS NOT DISTINCT FROM o.`first_seen_at`
    AND n.`last_seen_at` IS NOT DISTINCT FROM o.`last_seen_at`,
    FALSE
  );

-- keys (mobile) out of gold.cdp_dim_contact_point
SELECT
  `mobile`
FROM work.compared_gold_cdp_dim_contact_point
WHERE
  _was_there;

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
FROM work.fresh_gold_cdp_dim_contact_point AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_gold_cdp_dim_contact_point AS k
    WHERE
      k._is_there AND k.`mobile` = n.`mobile`
  );

-- table work.fresh_gold_cdp_user_identifier
WITH held AS (
  SELECT
    people.user_id,
    kind.identifier_type,
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
    lead.created_at,
    lead.updated_at
  FROM silver.dim_lead AS lead
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
  ) AS kind
), known AS (
  SELECT
    user_id,
    identifier_type,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(created_at) AS first_seen_at,
    MAX(updated_at) AS last_seen_at
  FROM held
  WHERE
    NOT identifier_value IS NULL
  GROUP BY
    user_id,
    identifier_type,
    identifier_value
)
SELECT
  known.user_id,
  known.identifier_type,
  known.identifier_value,
  known.record_count,
  known.first_seen_at,
  known.last_seen_at,
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
FROM known
INNER JOIN gold.cdp_dim_user AS golden
  ON known.user_id = golden.user_id;

-- question
SELECT
  COUNT(*) AS repeated
FROM (
  SELECT
    1 AS one
  FROM gold.cdp_user_identifier
  GROUP BY
    `user_id`,
    `identifier_type`,
    `identifier_value`
  HAVING
    COUNT(*) > 1
) AS k;

-- table work.compared_gold_cdp_user_identifier
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  COALESCE(n.`identifier_type`, o.`identifier_type`) AS `identifier_type`,
  COALESCE(n.`identifier_value`, o.`identifier_value`) AS `identifier_value`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_gold_cdp_user_identifier
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`,
      `stored`.`identifier_type`,
      `stored`.`identifier_value`,
      `stored`.`record_count`,
      `stored`.`first_seen_at`,
      `stored`.`last_seen_at`,
      `stored`.`is_current`
    FROM gold.cdp_user_identifier AS stored
  ) AS s
) AS o
  ON (
    n.`user_id` IS NOT DISTINCT FROM o.`user_id`
  )
  AND (
    n.`identifier_type` IS NOT DISTINCT FROM o.`identifier_type`
  )
  AND (
    n.`identifier_value` IS NOT DISTINCT FROM o.`identifier_value`
  )
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`record_count` IS NOT DISTINCT FROM o.`record_count`
    AND n.`first_seen_at` IS NOT DISTINCT FROM o.`first_seen_at`
    AND n.`last_seen_at` IS NOT DISTINCT FROM o.`last_seen_at`
    AND n.`is_current` IS NOT DISTINCT FROM o.`is_current`,
    FALSE
  );

-- keys (user_id, identifier_type, identifier_value) out of gold.cdp_user_identifier
SELECT
  `user_id`,
  `identifier_type`,
  `identifier_value`
FROM work.compared_gold_cdp_user_identifier
WHERE
  _was_there;

-- rows into gold.cdp_user_identifier
SELECT
  `user_id`,
  `identifier_type`,
  `identifier_value`,
  `record_count`,
  `first_seen_at`,
  `last_seen_at`,
  `is_current`
FROM work.fresh_gold_cdp_user_identifier AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_gold_cdp_user_identifier AS k
    WHERE
      k._is_there
      AND (
        k.`user_id` IS NOT DISTINCT FROM n.`user_id`
      )
      AND (
        k.`identifier_type` IS NOT DISTINCT FROM n.`identifier_type`
      )
      AND (
        k.`identifier_value` IS NOT DISTINCT FROM n.`identifier_value`
      )
  );

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
      COUNT(*) - COUNT(DISTINCT `retired_user_id`) AS repeated
    FROM work.fresh_gold_cdp_user_redirect
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `mobile`) AS repeated
    FROM work.fresh_gold_cdp_dim_contact_point
  ) AS m3
  UNION ALL
  SELECT
    4 AS model_no,
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
  ) AS m4
) AS k
WHERE
  repeated > 0;

-- table work.fresh_audience_callback_due_today
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    CAST(u.next_follow_up_at + INTERVAL '330' MINUTE AS DATE) = CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE)
    AND u.can_call
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.callback_due_today;

-- table work.compared_audience_callback_due_today
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_callback_due_today
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.callback_due_today AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.fresh_audience_fee_pending
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.fee_pending;

-- table work.compared_audience_fee_pending
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_fee_pending
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.fee_pending AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.fresh_audience_hot_leads_not_called
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.interest_level = 'hot'
    AND NOT u.is_enrolled
    AND u.can_call
    AND (
      u.last_call_at IS NULL
      OR u.last_call_at < CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) - INTERVAL '48' HOUR
    )
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.hot_leads_not_called;

-- table work.compared_audience_hot_leads_not_called
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_hot_leads_not_called
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.hot_leads_not_called AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.fresh_audience_never_connected
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.call_count >= 5 AND u.connected_call_count = 0
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.never_connected;

-- table work.compared_audience_never_connected
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_never_connected
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.never_connected AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.fresh_audience_scholarship_not_enrolled
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.best_scholarship_percent >= 25
    AND (
      NOT u.is_enrolled
    )
    AND (
      NOT u.is_dnd
    )
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.scholarship_not_enrolled;

-- table work.compared_audience_scholarship_not_enrolled
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_scholarship_not_enrolled
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.scholarship_not_enrolled AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.fresh_audience_win_back_last_session
SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.lead_stage = 'Lost'
    AND NOT u.is_enrolled
    AND NOT u.is_dnd
    AND u.academic_session = CONCAT(
      COALESCE(
        CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS STRING),
        ''
      ),
      '-',
      COALESCE(
        SUBSTRING(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS STRING),
          3,
          2
        ),
        ''
      )
    )
  );

-- question
SELECT
  COUNT(*) - COUNT(DISTINCT `user_id`) AS repeated
FROM audience.win_back_last_session;

-- table work.compared_audience_win_back_last_session
SELECT
  COALESCE(n.`user_id`, o.`user_id`) AS `user_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_audience_win_back_last_session
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`user_id`
    FROM audience.win_back_last_session AS stored
  ) AS s
) AS o
  ON n.`user_id` = o.`user_id`
WHERE
  NOT COALESCE(n._there AND o._there, FALSE);

-- table work.audience_turn
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
