-- definition work.touched_silver_dim_agent
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_user AS crm
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_dim_agent
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_user
) AS m;

-- part work.input_0_touched_silver_dim_agent of work.fresh_silver_dim_agent
SELECT
  input_row._ingested_at,
  input_row.branch_id,
  input_row.created_at,
  input_row.deleted_at,
  input_row.email,
  input_row.extra,
  input_row.id,
  input_row.is_active,
  input_row.name,
  input_row.role,
  input_row.team,
  input_row.updated_at
FROM source.user AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_agent AS touched
  );

-- table work.fresh_silver_dim_agent
SELECT
  `scoped`.`agent_id`,
  `scoped`.`full_name`,
  `scoped`.`name_raw`,
  `scoped`.`email`,
  `scoped`.`email_raw`,
  `scoped`.`role`,
  `scoped`.`team`,
  `scoped`.`branch_id`,
  `scoped`.`is_active`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    crm.id AS agent_id,
    NULLIF(
      ARRAY_JOIN(
        TRANSFORM(
          SPLIT(
            REGEXP_REPLACE(
              LOWER(
                REGEXP_REPLACE(
                  TRIM(
                    REGEXP_REPLACE(
                      CASE
                        WHEN NOT crm.name RLIKE '[^\\u0000-\\u007f]'
                        THEN crm.name
                        ELSE REGEXP_REPLACE(crm.name, '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+', '')
                      END,
                      '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                      ' '
                    )
                  ),
                  '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                  ''
                )
              ),
              '([ .(/-])|([\'’])([a-z]{2})',
              '$1$2|$3'
            ),
            '[|]'
          ),
          w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
        ),
        ''
      ),
      ''
    ) AS full_name,
    crm.name AS name_raw,
    NULLIF(LOWER(TRIM(crm.email)), '') AS email,
    crm.email AS email_raw,
    NULLIF(TRIM(crm.role), '') AS role,
    NULLIF(TRIM(crm.team), '') AS team,
    crm.branch_id AS branch_id,
    COALESCE(crm.is_active, TRUE) AND crm.deleted_at IS NULL AS is_active,
    crm.extra AS extra,
    NOT crm.deleted_at IS NULL AS is_deleted,
    crm.created_at AS created_at,
    crm.updated_at AS updated_at,
    crm.deleted_at AS deleted_at,
    crm._ingested_at AS ingested_at
  FROM work.input_0_touched_silver_dim_agent AS crm
) AS scoped
WHERE
  `scoped`.`agent_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_agent AS touched
  );

-- table work.compared_silver_dim_agent
SELECT
  COALESCE(n.`agent_id`, o.`agent_id`) AS `agent_id`,
  o.`agent_id` AS `_old_agent_id`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_silver_dim_agent
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`agent_id`,
      `stored`.`full_name`,
      `stored`.`name_raw`,
      `stored`.`email`,
      `stored`.`email_raw`,
      `stored`.`role`,
      `stored`.`team`,
      `stored`.`branch_id`,
      `stored`.`is_active`,
      `stored`.`extra`,
      `stored`.`is_deleted`,
      `stored`.`created_at`,
      `stored`.`updated_at`,
      `stored`.`deleted_at`,
      `stored`.`ingested_at`
    FROM silver.dim_agent AS stored
    WHERE
      `stored`.`agent_id` IN (
        SELECT
          touched.k
        FROM work.touched_silver_dim_agent AS touched
      )
  ) AS s
) AS o
  ON n.`agent_id` = o.`agent_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`full_name` IS NOT DISTINCT FROM o.`full_name`
    AND n.`name_raw` IS NOT DISTINCT FROM o.`name_raw`
    AND n.`email` IS NOT DISTINCT FROM o.`email`
    AND n.`email_raw` IS NOT DISTINCT FROM o.`email_raw`
    AND n.`role` IS NOT DISTINCT FROM o.`role`
    AND n.`team` IS NOT DISTINCT FROM o.`team`
    AND n.`branch_id` IS NOT DISTINCT FROM o.`branch_id`
    AND n.`is_active` IS NOT DISTINCT FROM o.`is_active`
    AND n.`extra` IS NOT DISTINCT FROM o.`extra`
    AND n.`is_deleted` IS NOT DISTINCT FROM o.`is_deleted`
    AND n.`created_at` IS NOT DISTINCT FROM o.`created_at`
    AND n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
    AND n.`deleted_at` IS NOT DISTINCT FROM o.`deleted_at`
    AND n.`ingested_at` IS NOT DISTINCT FROM o.`ingested_at`,
    FALSE
  );

-- definition work.changed_silver_dim_agent
SELECT
  `_old_agent_id` AS `agent_id`,
  FALSE AS _is_new
FROM work.compared_silver_dim_agent
WHERE
  _was_there
UNION ALL
SELECT
  n.`agent_id`,
  TRUE AS _is_new
FROM work.fresh_silver_dim_agent AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_agent AS k
    WHERE
      k._is_there AND k.`agent_id` = n.`agent_id`
  );

-- keys (agent_id) out of silver.dim_agent
SELECT
  `agent_id`
FROM work.compared_silver_dim_agent
WHERE
  _was_there;

-- rows into silver.dim_agent
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
FROM work.fresh_silver_dim_agent AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_agent AS k
    WHERE
      k._is_there AND k.`agent_id` = n.`agent_id`
  );

-- definition work.touched_silver_dim_product_opportunity
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_product_opportunity AS crm
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_dim_product_opportunity
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_product_opportunity
) AS m;

-- part work.input_0_touched_silver_dim_product_opportunity of work.fresh_silver_dim_product_opportunity
SELECT
  input_row._ingested_at,
  input_row.academic_session,
  input_row.branch_id,
  input_row.closed_at,
  input_row.created_at,
  input_row.currency,
  input_row.deleted_at,
  input_row.discount_percent,
  input_row.expected_close_date,
  input_row.extra,
  input_row.id,
  input_row.lead_id,
  input_row.lost_reason,
  input_row.mode,
  input_row.owner_id,
  input_row.paid_fee,
  input_row.product_code,
  input_row.product_name,
  input_row.quoted_fee,
  input_row.stage,
  input_row.updated_at
FROM source.product_opportunity AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_product_opportunity AS touched
  );

-- table work.fresh_silver_dim_product_opportunity
SELECT
  `scoped`.`product_opportunity_id`,
  `scoped`.`lead_id`,
  `scoped`.`product_code`,
  `scoped`.`product_name`,
  `scoped`.`mode`,
  `scoped`.`academic_session`,
  `scoped`.`stage`,
  `scoped`.`is_open`,
  `scoped`.`is_won`,
  `scoped`.`is_lost`,
  `scoped`.`lost_reason`,
  `scoped`.`quoted_fee`,
  `scoped`.`discount_percent`,
  `scoped`.`paid_fee`,
  `scoped`.`currency`,
  `scoped`.`expected_close_date`,
  `scoped`.`closed_at`,
  `scoped`.`branch_id`,
  `scoped`.`owner_id`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    crm.id AS product_opportunity_id,
    crm.lead_id AS lead_id,
    NULLIF(UPPER(TRIM(crm.product_code)), '') AS product_code,
    NULLIF(TRIM(crm.product_name), '') AS product_name,
    NULLIF(TRIM(crm.mode), '') AS mode,
    NULLIF(TRIM(crm.academic_session), '') AS academic_session,
    crm.stage AS stage,
    COALESCE(NOT crm.stage IN ('Enrolled', 'Lost'), TRUE) AS is_open,
    COALESCE(crm.stage = 'Enrolled', FALSE) AS is_won,
    COALESCE(crm.stage = 'Lost', FALSE) AS is_lost,
    NULLIF(TRIM(crm.lost_reason), '') AS lost_reason,
    CAST(crm.quoted_fee AS DECIMAL(18, 2)) AS quoted_fee,
    CAST(crm.discount_percent AS DECIMAL(5, 2)) AS discount_percent,
    CAST(crm.paid_fee AS DECIMAL(18, 2)) AS paid_fee,
    COALESCE(NULLIF(UPPER(TRIM(crm.currency)), ''), 'INR') AS currency,
    crm.expected_close_date AS expected_close_date,
    crm.closed_at AS closed_at,
    crm.branch_id AS branch_id,
    crm.owner_id AS owner_id,
    crm.extra AS extra,
    NOT crm.deleted_at IS NULL AS is_deleted,
    crm.created_at AS created_at,
    crm.updated_at AS updated_at,
    crm.deleted_at AS deleted_at,
    crm._ingested_at AS ingested_at
  FROM work.input_0_touched_silver_dim_product_opportunity AS crm
) AS scoped
WHERE
  `scoped`.`product_opportunity_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_product_opportunity AS touched
  );

-- table work.compared_silver_dim_product_opportunity
SELECT
  COALESCE(n.`product_opportunity_id`, o.`product_opportunity_id`) AS `product_opportunity_id`,
  o.`product_opportunity_id` AS `_old_product_opportunity_id`,
  o.`lead_id` AS `_old_lead_id`,
  o.`is_deleted` AS `_old_is_deleted`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_silver_dim_product_opportunity
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`product_opportunity_id`,
      `stored`.`lead_id`,
      `stored`.`product_code`,
      `stored`.`product_name`,
      `stored`.`mode`,
      `stored`.`academic_session`,
      `stored`.`stage`,
      `stored`.`is_open`,
      `stored`.`is_won`,
      `stored`.`is_lost`,
      `stored`.`lost_reason`,
      `stored`.`quoted_fee`,
      `stored`.`discount_percent`,
      `stored`.`paid_fee`,
      `stored`.`currency`,
      `stored`.`expected_close_date`,
      `stored`.`closed_at`,
      `stored`.`branch_id`,
      `stored`.`owner_id`,
      `stored`.`extra`,
      `stored`.`is_deleted`,
      `stored`.`created_at`,
      `stored`.`updated_at`,
      `stored`.`deleted_at`,
      `stored`.`ingested_at`
    FROM silver.dim_product_opportunity AS stored
    WHERE
      `stored`.`product_opportunity_id` IN (
        SELECT
          touched.k
        FROM work.touched_silver_dim_product_opportunity AS touched
      )
  ) AS s
) AS o
  ON n.`product_opportunity_id` = o.`product_opportunity_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`lead_id` IS NOT DISTINCT FROM o.`lead_id`
    AND n.`product_code` IS NOT DISTINCT FROM o.`product_code`
    AND n.`product_name` IS NOT DISTINCT FROM o.`product_name`
    AND n.`mode` IS NOT DISTINCT FROM o.`mode`
    AND n.`academic_session` IS NOT DISTINCT FROM o.`academic_session`
    AND n.`stage` IS NOT DISTINCT FROM o.`stage`
    AND n.`is_open` IS NOT DISTINCT FROM o.`is_open`
    AND n.`is_won` IS NOT DISTINCT FROM o.`is_won`
    AND n.`is_lost` IS NOT DISTINCT FROM o.`is_lost`
    AND n.`lost_reason` IS NOT DISTINCT FROM o.`lost_reason`
    AND n.`quoted_fee` IS NOT DISTINCT FROM o.`quoted_fee`
    AND n.`discount_percent` IS NOT DISTINCT FROM o.`discount_percent`
    AND n.`paid_fee` IS NOT DISTINCT FROM o.`paid_fee`
    AND n.`currency` IS NOT DISTINCT FROM o.`currency`
    AND n.`expected_close_date` IS NOT DISTINCT FROM o.`expected_close_date`
    AND n.`closed_at` IS NOT DISTINCT FROM o.`closed_at`
    AND n.`branch_id` IS NOT DISTINCT FROM o.`branch_id`
    AND n.`owner_id` IS NOT DISTINCT FROM o.`owner_id`
    AND n.`extra` IS NOT DISTINCT FROM o.`extra`
    AND n.`is_deleted` IS NOT DISTINCT FROM o.`is_deleted`
    AND n.`created_at` IS NOT DISTINCT FROM o.`created_at`
    AND n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
    AND n.`deleted_at` IS NOT DISTINCT FROM o.`deleted_at`
    AND n.`ingested_at` IS NOT DISTINCT FROM o.`ingested_at`,
    FALSE
  );

-- definition work.changed_silver_dim_product_opportunity
SELECT
  `_old_product_opportunity_id` AS `product_opportunity_id`,
  `_old_lead_id` AS `lead_id`,
  `_old_is_deleted` AS `is_deleted`,
  FALSE AS _is_new
FROM work.compared_silver_dim_product_opportunity
WHERE
  _was_there
UNION ALL
SELECT
  n.`product_opportunity_id`,
  n.`lead_id`,
  n.`is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_dim_product_opportunity AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_product_opportunity AS k
    WHERE
      k._is_there AND k.`product_opportunity_id` = n.`product_opportunity_id`
  );

-- keys (product_opportunity_id) out of silver.dim_product_opportunity
SELECT
  `product_opportunity_id`
FROM work.compared_silver_dim_product_opportunity
WHERE
  _was_there;

-- rows into silver.dim_product_opportunity
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
FROM work.fresh_silver_dim_product_opportunity AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_product_opportunity AS k
    WHERE
      k._is_there AND k.`product_opportunity_id` = n.`product_opportunity_id`
  );

-- definition work.touched_silver_dim_scholarship_opportunity
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_scholarship_opportunity AS crm
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_dim_scholarship_opportunity
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_scholarship_opportunity
) AS m;

-- part work.input_0_touched_silver_dim_scholarship_opportunity of work.fresh_silver_dim_scholarship_opportunity
SELECT
  input_row._ingested_at,
  input_row.appeared,
  input_row.created_at,
  input_row.deleted_at,
  input_row.exam_code,
  input_row.exam_date,
  input_row.exam_mode,
  input_row.exam_name,
  input_row.extra,
  input_row.id,
  input_row.lead_id,
  input_row.owner_id,
  input_row.rank,
  input_row.registration_status,
  input_row.result_declared_at,
  input_row.roll_number,
  input_row.scholarship_percent,
  input_row.score,
  input_row.stage,
  input_row.updated_at
FROM source.scholarship_opportunity AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_scholarship_opportunity AS touched
  );

-- table work.fresh_silver_dim_scholarship_opportunity
SELECT
  `scoped`.`scholarship_opportunity_id`,
  `scoped`.`lead_id`,
  `scoped`.`exam_code`,
  `scoped`.`exam_name`,
  `scoped`.`exam_date`,
  `scoped`.`exam_mode`,
  `scoped`.`roll_number`,
  `scoped`.`registration_status`,
  `scoped`.`has_appeared`,
  `scoped`.`score`,
  `scoped`.`rank`,
  `scoped`.`scholarship_percent`,
  `scoped`.`result_declared_at`,
  `scoped`.`stage`,
  `scoped`.`owner_id`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    crm.id AS scholarship_opportunity_id,
    crm.lead_id AS lead_id,
    NULLIF(TRIM(crm.exam_code), '') AS exam_code,
    NULLIF(TRIM(crm.exam_name), '') AS exam_name,
    crm.exam_date AS exam_date,
    NULLIF(TRIM(crm.exam_mode), '') AS exam_mode,
    NULLIF(UPPER(TRIM(crm.roll_number)), '') AS roll_number,
    crm.registration_status AS registration_status,
    COALESCE(crm.appeared, FALSE) AS has_appeared,
    crm.score AS score,
    CASE WHEN crm.rank >= 1 THEN crm.rank END AS rank,
    CAST(crm.scholarship_percent AS DECIMAL(5, 2)) AS scholarship_percent,
    crm.result_declared_at AS result_declared_at,
    crm.stage AS stage,
    crm.owner_id AS owner_id,
    crm.extra AS extra,
    NOT crm.deleted_at IS NULL AS is_deleted,
    crm.created_at AS created_at,
    crm.updated_at AS updated_at,
    crm.deleted_at AS deleted_at,
    crm._ingested_at AS ingested_at
  FROM work.input_0_touched_silver_dim_scholarship_opportunity AS crm
) AS scoped
WHERE
  `scoped`.`scholarship_opportunity_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_scholarship_opportunity AS touched
  );

-- table work.compared_silver_dim_scholarship_opportunity
SELECT
  COALESCE(n.`scholarship_opportunity_id`, o.`scholarship_opportunity_id`) AS `scholarship_opportunity_id`,
  o.`scholarship_opportunity_id` AS `_old_scholarship_opportunity_id`,
  o.`lead_id` AS `_old_lead_id`,
  o.`is_deleted` AS `_old_is_deleted`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_silver_dim_scholarship_opportunity
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`scholarship_opportunity_id`,
      `stored`.`lead_id`,
      `stored`.`exam_code`,
      `stored`.`exam_name`,
      `stored`.`exam_date`,
      `stored`.`exam_mode`,
      `stored`.`roll_number`,
      `stored`.`registration_status`,
      `stored`.`has_appeared`,
      `stored`.`score`,
      `stored`.`rank`,
      `stored`.`scholarship_percent`,
      `stored`.`result_declared_at`,
      `stored`.`stage`,
      `stored`.`owner_id`,
      `stored`.`extra`,
      `stored`.`is_deleted`,
      `stored`.`created_at`,
      `stored`.`updated_at`,
      `stored`.`deleted_at`,
      `stored`.`ingested_at`
    FROM silver.dim_scholarship_opportunity AS stored
    WHERE
      `stored`.`scholarship_opportunity_id` IN (
        SELECT
          touched.k
        FROM work.touched_silver_dim_scholarship_opportunity AS touched
      )
  ) AS s
) AS o
  ON n.`scholarship_opportunity_id` = o.`scholarship_opportunity_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`lead_id` IS NOT DISTINCT FROM o.`lead_id`
    AND n.`exam_code` IS NOT DISTINCT FROM o.`exam_code`
    AND n.`exam_name` IS NOT DISTINCT FROM o.`exam_name`
    AND n.`exam_date` IS NOT DISTINCT FROM o.`exam_date`
    AND n.`exam_mode` IS NOT DISTINCT FROM o.`exam_mode`
    AND n.`roll_number` IS NOT DISTINCT FROM o.`roll_number`
    AND n.`registration_status` IS NOT DISTINCT FROM o.`registration_status`
    AND n.`has_appeared` IS NOT DISTINCT FROM o.`has_appeared`
    AND n.`score` IS NOT DISTINCT FROM o.`score`
    AND n.`rank` IS NOT DISTINCT FROM o.`rank`
    AND n.`scholarship_percent` IS NOT DISTINCT FROM o.`scholarship_percent`
    AND n.`result_declared_at` IS NOT DISTINCT FROM o.`result_declared_at`
    AND n.`stage` IS NOT DISTINCT FROM o.`stage`
    AND n.`owner_id` IS NOT DISTINCT FROM o.`owner_id`
    AND n.`extra` IS NOT DISTINCT FROM o.`extra`
    AND n.`is_deleted` IS NOT DISTINCT FROM o.`is_deleted`
    AND n.`created_at` IS NOT DISTINCT FROM o.`created_at`
    AND n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
    AND n.`deleted_at` IS NOT DISTINCT FROM o.`deleted_at`
    AND n.`ingested_at` IS NOT DISTINCT FROM o.`ingested_at`,
    FALSE
  );

-- definition work.changed_silver_dim_scholarship_opportunity
SELECT
  `_old_scholarship_opportunity_id` AS `scholarship_opportunity_id`,
  `_old_lead_id` AS `lead_id`,
  `_old_is_deleted` AS `is_deleted`,
  FALSE AS _is_new
FROM work.compared_silver_dim_scholarship_opportunity
WHERE
  _was_there
UNION ALL
SELECT
  n.`scholarship_opportunity_id`,
  n.`lead_id`,
  n.`is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_dim_scholarship_opportunity AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_scholarship_opportunity AS k
    WHERE
      k._is_there AND k.`scholarship_opportunity_id` = n.`scholarship_opportunity_id`
  );

-- keys (scholarship_opportunity_id) out of silver.dim_scholarship_opportunity
SELECT
  `scholarship_opportunity_id`
FROM work.compared_silver_dim_scholarship_opportunity
WHERE
  _was_there;

-- rows into silver.dim_scholarship_opportunity
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
FROM work.fresh_silver_dim_scholarship_opportunity AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_scholarship_opportunity AS k
    WHERE
      k._is_there AND k.`scholarship_opportunity_id` = n.`scholarship_opportunity_id`
  );

-- definition work.touched_silver_fact_call_log
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_call_log AS crm
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_fact_call_log
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_call_log
) AS m;

-- part work.input_0_touched_silver_fact_call_log of work.fresh_silver_fact_call_log
SELECT
  input_row._ingested_at,
  input_row.agent_id,
  input_row.answered_at,
  input_row.campaign,
  input_row.created_at,
  input_row.deleted_at,
  input_row.direction,
  input_row.ended_at,
  input_row.extra,
  input_row.from_number,
  input_row.id,
  input_row.lead_id,
  input_row.provider_call_id,
  input_row.recording_url,
  input_row.ring_seconds,
  input_row.started_at,
  input_row.status,
  input_row.talk_seconds,
  input_row.telephony_provider,
  input_row.to_number,
  input_row.updated_at
FROM source.call_log AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_log AS touched
  );

-- table work.fresh_silver_fact_call_log
SELECT
  `scoped`.`call_log_id`,
  `scoped`.`lead_id`,
  `scoped`.`agent_id`,
  `scoped`.`direction`,
  `scoped`.`telephony_provider`,
  `scoped`.`provider_call_id`,
  `scoped`.`from_number`,
  `scoped`.`to_number`,
  `scoped`.`status`,
  `scoped`.`is_connected`,
  `scoped`.`campaign`,
  `scoped`.`occurred_at`,
  `scoped`.`call_date`,
  `scoped`.`call_hour_ist`,
  `scoped`.`started_at`,
  `scoped`.`answered_at`,
  `scoped`.`ended_at`,
  `scoped`.`ring_seconds`,
  `scoped`.`talk_seconds`,
  `scoped`.`recording_url`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    crm.id AS call_log_id,
    crm.lead_id AS lead_id,
    crm.agent_id AS agent_id,
    crm.direction AS direction,
    crm.telephony_provider AS telephony_provider,
    crm.provider_call_id AS provider_call_id,
    crm.from_number AS from_number,
    crm.to_number AS to_number,
    crm.status AS status,
    COALESCE(crm.status = 'answered', FALSE) AS is_connected,
    NULLIF(TRIM(crm.campaign), '') AS campaign,
    COALESCE(crm.started_at, crm.created_at) AS occurred_at,
    CAST(COALESCE(crm.started_at, crm.created_at) + INTERVAL '330' MINUTE AS DATE) AS call_date,
    CAST(EXTRACT(HOUR FROM COALESCE(crm.started_at, crm.created_at) + INTERVAL '330' MINUTE) AS INT) AS call_hour_ist,
    crm.started_at AS started_at,
    crm.answered_at AS answered_at,
    crm.ended_at AS ended_at,
    crm.ring_seconds AS ring_seconds,
    crm.talk_seconds AS talk_seconds,
    crm.recording_url AS recording_url,
    crm.extra AS extra,
    NOT crm.deleted_at IS NULL AS is_deleted,
    crm.created_at AS created_at,
    crm.updated_at AS updated_at,
    crm.deleted_at AS deleted_at,
    crm._ingested_at AS ingested_at
  FROM work.input_0_touched_silver_fact_call_log AS crm
) AS scoped
WHERE
  `scoped`.`call_log_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_log AS touched
  );

-- table work.stale_silver_fact_call_log
SELECT
  `stored`.`call_log_id`,
  `stored`.`lead_id`,
  `stored`.`is_deleted`
FROM silver.fact_call_log AS stored
WHERE
  `stored`.`call_log_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_log AS touched
  );

-- definition work.changed_silver_fact_call_log
SELECT
  `call_log_id`,
  `lead_id`,
  `is_deleted`,
  FALSE AS _is_new
FROM work.stale_silver_fact_call_log
UNION ALL
SELECT
  `call_log_id`,
  `lead_id`,
  `is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_fact_call_log;

-- keys (call_log_id) out of silver.fact_call_log
SELECT
  k AS `call_log_id`
FROM work.touched_silver_fact_call_log;

-- rows into silver.fact_call_log
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
FROM work.fresh_silver_fact_call_log;

-- part work.part_0_touched_silver_dim_lead of work.touched_silver_dim_lead
SELECT DISTINCT
  `stored`.`lead_id` AS k
FROM silver.dim_lead AS stored
WHERE
  `stored`.`owner_id` IN (
    SELECT
      owner.agent_id
    FROM work.changed_silver_dim_agent AS owner
  );

-- part work.part_1_touched_silver_dim_lead of work.touched_silver_dim_lead
SELECT DISTINCT
  crm.id AS k
FROM work.changed_source_lead AS crm;

-- table work.touched_silver_dim_lead
SELECT
  k
FROM (
  SELECT
    k
  FROM work.part_0_touched_silver_dim_lead
  UNION
  SELECT
    k
  FROM work.part_1_touched_silver_dim_lead
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_dim_lead
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_lead
) AS m;

-- table work.touched_2_source_lead
SELECT DISTINCT
  k
FROM (
  SELECT
    k
  FROM work.touched_silver_dim_lead
  UNION
  SELECT
    k
  FROM work.touched_1_source_lead
) AS found;

-- table work.versions_source_lead
SELECT
  _file,
  _row,
  _arrival,
  row_key,
  row_version,
  ROW_NUMBER() OVER (PARTITION BY row_key ORDER BY row_version DESC, _arrival DESC) AS place,
  FIRST_VALUE(_arrival) OVER (PARTITION BY row_key ORDER BY row_version DESC, _arrival DESC) AS newest
FROM (
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r.`updated_at`,
              '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\\u0009-\\u000d ]*\\z',
              '$1+00:00'
            ),
            '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\\u0009-\\u000d ]*\\z',
            '$1 00:00:00+00:00'
          ),
          '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\\u0009-\\u000d ]*\\z',
          '$1 $2$3:$4'
        ),
        '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]*[+-][0-9]{2}:[0-9]{2}\\z',
        0
      ),
      ''
    ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.lead AS r
  WHERE
    r.`id` IN (
      SELECT
        k
      FROM work.touched_2_source_lead
    )
  UNION ALL
  SELECT
    r._file,
    r._row,
    r._arrival,
    CAST(NULLIF(CAST(r.`id` AS STRING), '') AS STRING) AS row_key,
    CAST(TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              r.`updated_at`,
              '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\\u0009-\\u000d ]*\\z',
              '$1+00:00'
            ),
            '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\\u0009-\\u000d ]*\\z',
            '$1 00:00:00+00:00'
          ),
          '^[\\u0009-\\u000d ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\\u0009-\\u000d ]*\\z',
          '$1 $2$3:$4'
        ),
        '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]*[+-][0-9]{2}:[0-9]{2}\\z',
        0
      ),
      ''
    ) AS TIMESTAMP) AS TIMESTAMP_NTZ) AS row_version
  FROM landed.new_lead AS r
  WHERE
    NULLIF(CAST(r.`id` AS STRING), '') IS NULL AND r._file >= 1
) AS found;

-- table raw.lead
SELECT
  *
FROM landed.lead AS r
WHERE
  _arrival IN (
    SELECT
      _arrival
    FROM work.versions_source_lead
    WHERE
      place = 1 OR row_key IS NULL OR (
        row_version IS NULL AND _arrival > newest
      )
  );

-- definition work.changed_source_lead
SELECT
  k AS `id`
FROM work.touched_2_source_lead
WHERE
  NOT k IS NULL;

-- part work.input_0_touched_silver_dim_lead of work.fresh_silver_dim_lead
SELECT
  input_row._ingested_at,
  input_row.academic_session,
  input_row.board,
  input_row.branch_id,
  input_row.branch_name,
  input_row.city,
  input_row.class_name,
  input_row.created_at,
  input_row.date_of_birth,
  input_row.deleted_at,
  input_row.dnd,
  input_row.email,
  input_row.email_opt_in,
  input_row.extra,
  input_row.gender,
  input_row.id,
  input_row.lead_score,
  input_row.lead_source,
  input_row.lead_stage,
  input_row.lead_status,
  input_row.lead_sub_source,
  input_row.name,
  input_row.owner_id,
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
  input_row.utm_medium,
  input_row.utm_source,
  input_row.whatsapp_opt_in
FROM source.lead AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_lead AS touched
  );

-- table work.fresh_silver_dim_lead
SELECT
  `scoped`.`lead_id`,
  `scoped`.`primary_mobile_number`,
  `scoped`.`primary_mobile_number_raw`,
  `scoped`.`is_dummy_mobile`,
  `scoped`.`email`,
  `scoped`.`email_raw`,
  `scoped`.`student_id`,
  `scoped`.`full_name`,
  `scoped`.`first_name`,
  `scoped`.`last_name`,
  `scoped`.`name_key`,
  `scoped`.`name_raw`,
  `scoped`.`date_of_birth`,
  `scoped`.`date_of_birth_raw`,
  `scoped`.`gender`,
  `scoped`.`class_name`,
  `scoped`.`stream`,
  `scoped`.`board`,
  `scoped`.`school_name`,
  `scoped`.`city`,
  `scoped`.`state`,
  `scoped`.`pincode`,
  `scoped`.`pincode_raw`,
  `scoped`.`branch_id`,
  `scoped`.`branch_name`,
  `scoped`.`lead_source`,
  `scoped`.`lead_sub_source`,
  `scoped`.`utm_source`,
  `scoped`.`utm_medium`,
  `scoped`.`utm_campaign`,
  `scoped`.`lead_stage`,
  `scoped`.`lead_status`,
  `scoped`.`lead_score`,
  `scoped`.`owner_id`,
  `scoped`.`owner_name`,
  `scoped`.`academic_session`,
  `scoped`.`target_exam_year`,
  `scoped`.`preferred_language`,
  `scoped`.`whatsapp_opt_in`,
  `scoped`.`sms_opt_in`,
  `scoped`.`email_opt_in`,
  `scoped`.`is_dnd`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    named.id AS lead_id,
    named.mobile AS primary_mobile_number,
    named.primary_mobile_number AS primary_mobile_number_raw,
    COALESCE(
      COALESCE(
        named.mobile RLIKE '(?:0123456789|0987654321|1098765432|1234567890|2109876543|2345678901|3210987654|3456789012|4321098765|4567890123|5432109876|5678901234|6543210987|6789012345|7654321098|7890123456|8765432109|8901234567|9012345678|9876543210|60{9}|70{9}|80{9}|90{9}|0{9}[0-9]|[0-9]0{9}|1{9}[0-9]|[0-9]1{9}|2{9}[0-9]|[0-9]2{9}|3{9}[0-9]|[0-9]3{9}|4{9}[0-9]|[0-9]4{9}|5{9}[0-9]|[0-9]5{9}|6{9}[0-9]|[0-9]6{9}|7{9}[0-9]|[0-9]7{9}|8{9}[0-9]|[0-9]8{9}|9{9}[0-9]|[0-9]9{9})\\z',
        FALSE
      ),
      FALSE
    ) AS is_dummy_mobile,
    LOWER(
      NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            named.email,
            '(?is)^[\\u0009-\\u000d ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\\u0009-\\u000d ]*)\\z',
            ''
          ),
          '^[\\u0009-\\u000d ]*([A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59}))[\\u0009-\\u000d ]*\\z'
        ),
        ''
      )
    ) AS email,
    named.email AS email_raw,
    NULLIF(UPPER(TRIM(named.student_id)), '') AS student_id,
    named.shown_name AS full_name,
    SPLIT_PART(named.called_name, ' ', 1) AS first_name,
    NULLIF(
      SUBSTRING(named.called_name, LENGTH(SPLIT_PART(named.called_name, ' ', 1)) + 2),
      ''
    ) AS last_name,
    NULLIF(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          TRIM(
            REGEXP_REPLACE(
              CASE
                WHEN NOT named.name RLIKE '[^\\u0000-\\u007f]'
                THEN LOWER(named.name)
                ELSE TRANSLATE(
                  REGEXP_REPLACE(
                    LOWER(named.name),
                    '[\\u0300-\\u036f\\u200c\\u200d\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                    ''
                  ),
                  'àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžṭḍṇṅṛṣṃḥḷ',
                  'aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzztdnnrsmhl'
                )
              END,
              '[^\\p{L}\\p{M}\\p{N} ][^\\p{L}\\p{M}\\p{N}]*| [^\\p{L}\\p{M}\\p{N}]+',
              ' '
            )
          ),
          '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam) )+',
          ''
        ),
        '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
        ''
      ),
      ''
    ) AS name_key,
    named.name AS name_raw,
    CASE
      WHEN named.date_of_birth >= CAST('1950-01-01' AS DATE)
      AND named.date_of_birth <= CAST(named.created_at AS DATE)
      THEN named.date_of_birth
    END AS date_of_birth,
    named.date_of_birth AS date_of_birth_raw,
    CASE
      WHEN LOWER(TRIM(named.gender)) IN ('male', 'm', 'boy')
      THEN 'Male'
      WHEN LOWER(TRIM(named.gender)) IN ('female', 'f', 'girl')
      THEN 'Female'
      WHEN LOWER(TRIM(named.gender)) IN ('other', 'o', 'others', 'transgender')
      THEN 'Other'
    END AS gender,
    NULLIF(TRIM(named.class_name), '') AS class_name,
    NULLIF(TRIM(named.stream), '') AS stream,
    NULLIF(TRIM(named.board), '') AS board,
    NULLIF(TRIM(named.school_name), '') AS school_name,
    NULLIF(
      ARRAY_JOIN(
        TRANSFORM(
          SPLIT(
            REGEXP_REPLACE(
              LOWER(
                REGEXP_REPLACE(
                  TRIM(
                    REGEXP_REPLACE(
                      CASE
                        WHEN NOT named.city RLIKE '[^\\u0000-\\u007f]'
                        THEN named.city
                        ELSE REGEXP_REPLACE(
                          named.city,
                          '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                          ''
                        )
                      END,
                      '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                      ' '
                    )
                  ),
                  '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                  ''
                )
              ),
              '([ .(/-])|([\'’])([a-z]{2})',
              '$1$2|$3'
            ),
            '[|]'
          ),
          w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
        ),
        ''
      ),
      ''
    ) AS city,
    NULLIF(
      ARRAY_JOIN(
        TRANSFORM(
          SPLIT(
            REGEXP_REPLACE(
              LOWER(
                REGEXP_REPLACE(
                  TRIM(
                    REGEXP_REPLACE(
                      CASE
                        WHEN NOT named.state RLIKE '[^\\u0000-\\u007f]'
                        THEN named.state
                        ELSE REGEXP_REPLACE(
                          named.state,
                          '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                          ''
                        )
                      END,
                      '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                      ' '
                    )
                  ),
                  '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                  ''
                )
              ),
              '([ .(/-])|([\'’])([a-z]{2})',
              '$1$2|$3'
            ),
            '[|]'
          ),
          w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
        ),
        ''
      ),
      ''
    ) AS state,
    CASE
      WHEN LENGTH(named.written_pincode) = 6
      AND TRY_CAST(NULLIF(
        REGEXP_EXTRACT(
          named.written_pincode,
          '^[\\u0009-\\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\\u0009-\\u000d ]*\\z'
        ),
        ''
      ) AS BIGINT) BETWEEN 100000 AND 999999
      THEN named.written_pincode
    END AS pincode,
    named.pincode AS pincode_raw,
    named.branch_id AS branch_id,
    NULLIF(TRIM(named.branch_name), '') AS branch_name,
    NULLIF(TRIM(named.lead_source), '') AS lead_source,
    NULLIF(TRIM(named.lead_sub_source), '') AS lead_sub_source,
    NULLIF(TRIM(named.utm_source), '') AS utm_source,
    NULLIF(TRIM(named.utm_medium), '') AS utm_medium,
    NULLIF(TRIM(named.utm_campaign), '') AS utm_campaign,
    named.lead_stage AS lead_stage,
    named.lead_status AS lead_status,
    named.lead_score AS lead_score,
    named.owner_id AS owner_id,
    owner.full_name AS owner_name,
    NULLIF(TRIM(named.academic_session), '') AS academic_session,
    named.target_exam_year AS target_exam_year,
    NULLIF(TRIM(named.preferred_language), '') AS preferred_language,
    named.whatsapp_opt_in AS whatsapp_opt_in,
    named.sms_opt_in AS sms_opt_in,
    named.email_opt_in AS email_opt_in,
    COALESCE(named.dnd, FALSE) AS is_dnd,
    named.extra AS extra,
    NOT named.deleted_at IS NULL AS is_deleted,
    named.created_at AS created_at,
    named.updated_at AS updated_at,
    named.deleted_at AS deleted_at,
    named._ingested_at AS ingested_at
  FROM (
    SELECT
      cleaned.id AS id,
      cleaned.created_at AS created_at,
      cleaned.updated_at AS updated_at,
      cleaned.deleted_at AS deleted_at,
      cleaned.name AS name,
      cleaned.primary_mobile_number AS primary_mobile_number,
      cleaned.email AS email,
      cleaned.student_id AS student_id,
      cleaned.date_of_birth AS date_of_birth,
      cleaned.gender AS gender,
      cleaned.class_name AS class_name,
      cleaned.stream AS stream,
      cleaned.board AS board,
      cleaned.school_name AS school_name,
      cleaned.city AS city,
      cleaned.state AS state,
      cleaned.pincode AS pincode,
      cleaned.branch_id AS branch_id,
      cleaned.branch_name AS branch_name,
      cleaned.lead_source AS lead_source,
      cleaned.lead_sub_source AS lead_sub_source,
      cleaned.utm_source AS utm_source,
      cleaned.utm_medium AS utm_medium,
      cleaned.utm_campaign AS utm_campaign,
      cleaned.lead_stage AS lead_stage,
      cleaned.lead_status AS lead_status,
      cleaned.lead_score AS lead_score,
      cleaned.owner_id AS owner_id,
      cleaned.academic_session AS academic_session,
      cleaned.target_exam_year AS target_exam_year,
      cleaned.preferred_language AS preferred_language,
      cleaned.whatsapp_opt_in AS whatsapp_opt_in,
      cleaned.sms_opt_in AS sms_opt_in,
      cleaned.email_opt_in AS email_opt_in,
      cleaned.dnd AS dnd,
      cleaned.extra AS extra,
      cleaned._ingested_at AS _ingested_at,
      cleaned.mobile AS mobile,
      cleaned.shown_name AS shown_name,
      cleaned.written_pincode AS written_pincode,
      CASE
        WHEN SPLIT_PART(LOWER(cleaned.shown_name), ' ', 1) IN (
          'mr',
          'mr.',
          'mrs',
          'mrs.',
          'ms',
          'ms.',
          'miss',
          'mx',
          'mx.',
          'dr',
          'dr.',
          'er',
          'er.',
          'prof',
          'prof.',
          'professor',
          'shri',
          'shree',
          'sri',
          'smt',
          'smt.',
          'shrimati',
          'kumari',
          'kum',
          'kum.',
          'km',
          'km.',
          'master',
          'mast',
          'mast.',
          'sir',
          'madam'
        )
        AND LOCATE(' ', cleaned.shown_name) > 0
        THEN SUBSTRING(cleaned.shown_name, LOCATE(' ', cleaned.shown_name) + 1)
        ELSE cleaned.shown_name
      END AS called_name
    FROM (
      SELECT
        crm.id AS id,
        crm.created_at AS created_at,
        crm.updated_at AS updated_at,
        crm.deleted_at AS deleted_at,
        crm.name AS name,
        crm.primary_mobile_number AS primary_mobile_number,
        crm.email AS email,
        crm.student_id AS student_id,
        crm.date_of_birth AS date_of_birth,
        crm.gender AS gender,
        crm.class_name AS class_name,
        crm.stream AS stream,
        crm.board AS board,
        crm.school_name AS school_name,
        crm.city AS city,
        crm.state AS state,
        crm.pincode AS pincode,
        crm.branch_id AS branch_id,
        crm.branch_name AS branch_name,
        crm.lead_source AS lead_source,
        crm.lead_sub_source AS lead_sub_source,
        crm.utm_source AS utm_source,
        crm.utm_medium AS utm_medium,
        crm.utm_campaign AS utm_campaign,
        crm.lead_stage AS lead_stage,
        crm.lead_status AS lead_status,
        crm.lead_score AS lead_score,
        crm.owner_id AS owner_id,
        crm.academic_session AS academic_session,
        crm.target_exam_year AS target_exam_year,
        crm.preferred_language AS preferred_language,
        crm.whatsapp_opt_in AS whatsapp_opt_in,
        crm.sms_opt_in AS sms_opt_in,
        crm.email_opt_in AS email_opt_in,
        crm.dnd AS dnd,
        crm.extra AS extra,
        crm._ingested_at AS _ingested_at,
        CASE
          WHEN crm.primary_mobile_number RLIKE '^[6-9][0-9]{9}\\z'
          THEN CONCAT('+91', crm.primary_mobile_number)
          WHEN crm.primary_mobile_number RLIKE '^[+]91[6-9][0-9]{9}\\z'
          THEN crm.primary_mobile_number
          ELSE NULLIF(
            REGEXP_EXTRACT(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  REGEXP_REPLACE(
                    REGEXP_REPLACE(
                      REGEXP_REPLACE(
                        CASE
                          WHEN NOT crm.primary_mobile_number RLIKE '[^\\u0000-\\u007f]'
                          THEN crm.primary_mobile_number
                          ELSE TRANSLATE(
                            crm.primary_mobile_number,
                            '०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋',
                            '012345678901234567890123456789012345678901234567890123456789+'
                          )
                        END,
                        '(?s)^([^0-9]*[0-9]+)[.]0+[^0-9]*\\z|^.*[0-9][eE][+]?[0-9].*\\z',
                        '$1'
                      ),
                      '[^0-9+]+',
                      ''
                    ),
                    '^(?:[+]*(?:00)?910?|0)?([6-9][0-9]{9})[+]*\\z',
                    '+91$1'
                  ),
                  '^[+]*00|^[+]+',
                  '+'
                ),
                '^([+](?:20|27|31|32|33|40|41|43|44|46|49|51|53|54|55|57|58|60|61|62|63|64|66|81|82|84|86|90|92|93|94|95|98|211|212|213|218|231|232|233|234|243|249|251|252|254|255|256|260|261|262|263|264|265|291|353|355|358|359|370|373|374|375|377|380|381|382|383|385|386|387|389|421|423|508|590|591|593|594|595|596|598|686|850|855|856|880|886|961|962|963|964|966|967|970|971|972|976|977|994|995|996))0([1-9][0-9]{5,})',
                '$1$2'
              ),
              '^(?:[+]91[6-9][0-9]{9}|[+](?:(?:1|58|960)(?:[0-9]{7}|[0-9]{10})|(?:7)(?:[0-9]{7}|[0-9]{10}|[0-9]{14})|(?:20|48|60|855|880|964)[0-9]{6,10}|(?:27|64|95|353)[0-9]{5,10}|(?:30)[0-9]{10,12}|(?:31|375|595)[0-9]{5,11}|(?:32|213|224|237|250|258|264|268|377|962|979)[0-9]{8,9}|(?:33|34|211|212|221|240|242|244|249|255|262|351|590|594|596|998)[0-9]{9}|(?:36|51|252|385|963|967)[0-9]{6,9}|(?:39)[0-9]{6,12}|(?:40|260|508|681)(?:[0-9]{6}|[0-9]{9})|(?:41|870)(?:[0-9]{9}|[0-9]{12})|(?:43)[0-9]{3,13}|(?:44)[0-9]{4,10}|(?:45|216|222|223|226|227|228|235|236|253|257|266|350|356|357|370|371|373|505|509|800|808|973|993)[0-9]{8}|(?:46)(?:[0-9]{6,10}|[0-9]{12})|(?:47|686)(?:[0-9]{5}|[0-9]{8})|(?:49)[0-9]{2,15}|(?:52|230|267|372)(?:[0-9]{7,8}|[0-9]{10})|(?:53|98)(?:[0-9]{4,8}|[0-9]{10})|(?:54|977)(?:[0-9]{6,8}|[0-9]{10,11})|(?:55)[0-9]{8,11}|(?:56)[0-9]{9,11}|(?:57)(?:[0-9]{4}|[0-9]{7,8}|[0-9]{10,11})|(?:61)(?:[0-9]{5,10}|[0-9]{12})|(?:62)[0-9]{5,17}|(?:63|598)[0-9]{4,13}|(?:65)(?:[0-9]{8}|[0-9]{10,11})|(?:66)(?:[0-9]{8,10}|[0-9]{13})|(?:81)[0-9]{8,17}|(?:82)[0-9]{3,14}|(?:84|243|254|970)[0-9]{7,10}|(?:86|92|358|971)[0-9]{5,12}|(?:90)(?:[0-9]{7}|[0-9]{10}|[0-9]{12,13})|(?:93|94|218|220|245|251|261|265|354|423|994)(?:[0-9]{7}|[0-9]{9})|(?:225|229)[0-9]{10}|(?:231|233|591|968)[0-9]{7,9}|(?:232)(?:[0-9]{6}|[0-9]{8})|(?:234)(?:[0-9]{6,7}|[0-9]{10,14})|(?:238|239|246|248|297|592|673|674|680|691|692)[0-9]{7}|(?:241|599|670|675|853|961|965)[0-9]{7,8}|(?:247|672)[0-9]{5,6}|(?:256)(?:[0-9]{5,7}|[0-9]{9})|(?:263)(?:[0-9]{6,7}|[0-9]{9,10})|(?:269|683)(?:[0-9]{4}|[0-9]{7})|(?:290)[0-9]{4,5}|(?:291|597)[0-9]{6,7}|(?:298|299|687)[0-9]{6}|(?:352)[0-9]{4,11}|(?:355)[0-9]{5,9}|(?:359)(?:[0-9]{4,9}|[0-9]{12})|(?:374)(?:[0-9]{5,6}|[0-9]{8})|(?:376|382|387|689)(?:[0-9]{6}|[0-9]{8,9})|(?:378)(?:[0-9]{6}|[0-9]{8}|[0-9]{10})|(?:380)(?:[0-9]{5,7}|[0-9]{9,10})|(?:381)[0-9]{4,12}|(?:383|883)[0-9]{8,12}|(?:386)[0-9]{5,8}|(?:389|975)[0-9]{6,8}|(?:420)[0-9]{9,12}|(?:421|995)(?:[0-9]{6,7}|[0-9]{9})|(?:500|682)[0-9]{5}|(?:501|679)(?:[0-9]{7}|[0-9]{11})|(?:502|504)(?:[0-9]{8}|[0-9]{11})|(?:503)(?:[0-9]{7,8}|[0-9]{11})|(?:506)(?:[0-9]{8}|[0-9]{10})|(?:507)(?:[0-9]{7,8}|[0-9]{10,11})|(?:593|886)[0-9]{7,11}|(?:676|677|678)(?:[0-9]{5}|[0-9]{7})|(?:685)(?:[0-9]{5,7}|[0-9]{10})|(?:688)[0-9]{5,7}|(?:690)[0-9]{4,7}|(?:850)(?:[0-9]{6,8}|[0-9]{10})|(?:852)(?:[0-9]{5,9}|[0-9]{11})|(?:856)(?:[0-9]{6}|[0-9]{8,10})|(?:878)[0-9]{12}|(?:881)[0-9]{9,10}|(?:882|972)[0-9]{7,12}|(?:888)[0-9]{11}|(?:966)(?:[0-9]{7}|[0-9]{9,10})|(?:974)(?:[0-9]{7,9}|[0-9]{11})|(?:976)(?:[0-9]{4,6}|[0-9]{8,10})|(?:992)(?:[0-9]{3}|[0-9]{5,7}|[0-9]{9})|(?:996)(?:[0-9]{5,6}|[0-9]{9,10})))\\z',
              0
            ),
            ''
          )
        END AS mobile,
        NULLIF(
          ARRAY_JOIN(
            TRANSFORM(
              SPLIT(
                REGEXP_REPLACE(
                  LOWER(
                    REGEXP_REPLACE(
                      TRIM(
                        REGEXP_REPLACE(
                          CASE
                            WHEN NOT crm.name RLIKE '[^\\u0000-\\u007f]'
                            THEN crm.name
                            ELSE REGEXP_REPLACE(crm.name, '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+', '')
                          END,
                          '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                          ' '
                        )
                      ),
                      '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                      ''
                    )
                  ),
                  '([ .(/-])|([\'’])([a-z]{2})',
                  '$1$2|$3'
                ),
                '[|]'
              ),
              w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
            ),
            ''
          ),
          ''
        ) AS shown_name,
        REPLACE(TRIM(crm.pincode), ' ', '') AS written_pincode
      FROM work.input_0_touched_silver_dim_lead AS crm
    ) AS cleaned
  ) AS named
  LEFT JOIN silver.dim_agent AS owner
    ON named.owner_id = owner.agent_id
) AS scoped
WHERE
  `scoped`.`lead_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_dim_lead AS touched
  );

-- table work.compared_silver_dim_lead
SELECT
  COALESCE(n.`lead_id`, o.`lead_id`) AS `lead_id`,
  o.`lead_id` AS `_old_lead_id`,
  o.`primary_mobile_number` AS `_old_primary_mobile_number`,
  o.`email` AS `_old_email`,
  o.`student_id` AS `_old_student_id`,
  o.`is_deleted` AS `_old_is_deleted`,
  NOT n._there IS NULL AS _is_there,
  NOT o._there IS NULL AS _was_there
FROM (
  SELECT
    *,
    TRUE AS _there
  FROM work.fresh_silver_dim_lead
) AS n
FULL OUTER JOIN (
  SELECT
    *,
    TRUE AS _there
  FROM (
    SELECT
      `stored`.`lead_id`,
      `stored`.`primary_mobile_number`,
      `stored`.`primary_mobile_number_raw`,
      `stored`.`is_dummy_mobile`,
      `stored`.`email`,
      `stored`.`email_raw`,
      `stored`.`student_id`,
      `stored`.`full_name`,
      `stored`.`first_name`,
      `stored`.`last_name`,
      `stored`.`name_key`,
      `stored`.`name_raw`,
      `stored`.`date_of_birth`,
      `stored`.`date_of_birth_raw`,
      `stored`.`gender`,
      `stored`.`class_name`,
      `stored`.`stream`,
      `stored`.`board`,
      `stored`.`school_name`,
      `stored`.`city`,
      `stored`.`state`,
      `stored`.`pincode`,
      `stored`.`pincode_raw`,
      `stored`.`branch_id`,
      `stored`.`branch_name`,
      `stored`.`lead_source`,
      `stored`.`lead_sub_source`,
      `stored`.`utm_source`,
      `stored`.`utm_medium`,
      `stored`.`utm_campaign`,
      `stored`.`lead_stage`,
      `stored`.`lead_status`,
      `stored`.`lead_score`,
      `stored`.`owner_id`,
      `stored`.`owner_name`,
      `stored`.`academic_session`,
      `stored`.`target_exam_year`,
      `stored`.`preferred_language`,
      `stored`.`whatsapp_opt_in`,
      `stored`.`sms_opt_in`,
      `stored`.`email_opt_in`,
      `stored`.`is_dnd`,
      `stored`.`extra`,
      `stored`.`is_deleted`,
      `stored`.`created_at`,
      `stored`.`updated_at`,
      `stored`.`deleted_at`,
      `stored`.`ingested_at`
    FROM silver.dim_lead AS stored
    WHERE
      `stored`.`lead_id` IN (
        SELECT
          touched.k
        FROM work.touched_silver_dim_lead AS touched
      )
  ) AS s
) AS o
  ON n.`lead_id` = o.`lead_id`
WHERE
  NOT COALESCE(
    n._there
    AND o._there
    AND n.`primary_mobile_number` IS NOT DISTINCT FROM o.`primary_mobile_number`
    AND n.`primary_mobile_number_raw` IS NOT DISTINCT FROM o.`primary_mobile_number_raw`
    AND n.`is_dummy_mobile` IS NOT DISTINCT FROM o.`is_dummy_mobile`
    AND n.`email` IS NOT DISTINCT FROM o.`email`
    AND n.`email_raw` IS NOT DISTINCT FROM o.`email_raw`
    AND n.`student_id` IS NOT DISTINCT FROM o.`student_id`
    AND n.`full_name` IS NOT DISTINCT FROM o.`full_name`
    AND n.`first_name` IS NOT DISTINCT FROM o.`first_name`
    AND n.`last_name` IS NOT DISTINCT FROM o.`last_name`
    AND n.`name_key` IS NOT DISTINCT FROM o.`name_key`
    AND n.`name_raw` IS NOT DISTINCT FROM o.`name_raw`
    AND n.`date_of_birth` IS NOT DISTINCT FROM o.`date_of_birth`
    AND n.`date_of_birth_raw` IS NOT DISTINCT FROM o.`date_of_birth_raw`
    AND n.`gender` IS NOT DISTINCT FROM o.`gender`
    AND n.`class_name` IS NOT DISTINCT FROM o.`class_name`
    AND n.`stream` IS NOT DISTINCT FROM o.`stream`
    AND n.`board` IS NOT DISTINCT FROM o.`board`
    AND n.`school_name` IS NOT DISTINCT FROM o.`school_name`
    AND n.`city` IS NOT DISTINCT FROM o.`city`
    AND n.`state` IS NOT DISTINCT FROM o.`state`
    AND n.`pincode` IS NOT DISTINCT FROM o.`pincode`
    AND n.`pincode_raw` IS NOT DISTINCT FROM o.`pincode_raw`
    AND n.`branch_id` IS NOT DISTINCT FROM o.`branch_id`
    AND n.`branch_name` IS NOT DISTINCT FROM o.`branch_name`
    AND n.`lead_source` IS NOT DISTINCT FROM o.`lead_source`
    AND n.`lead_sub_source` IS NOT DISTINCT FROM o.`lead_sub_source`
    AND n.`utm_source` IS NOT DISTINCT FROM o.`utm_source`
    AND n.`utm_medium` IS NOT DISTINCT FROM o.`utm_medium`
    AND n.`utm_campaign` IS NOT DISTINCT FROM o.`utm_campaign`
    AND n.`lead_stage` IS NOT DISTINCT FROM o.`lead_stage`
    AND n.`lead_status` IS NOT DISTINCT FROM o.`lead_status`
    AND n.`lead_score` IS NOT DISTINCT FROM o.`lead_score`
    AND n.`owner_id` IS NOT DISTINCT FROM o.`owner_id`
    AND n.`owner_name` IS NOT DISTINCT FROM o.`owner_name`
    AND n.`academic_session` IS NOT DISTINCT FROM o.`academic_session`
    AND n.`target_exam_year` IS NOT DISTINCT FROM o.`target_exam_year`
    AND n.`preferred_language` IS NOT DISTINCT FROM o.`preferred_language`
    AND n.`whatsapp_opt_in` IS NOT DISTINCT FROM o.`whatsapp_opt_in`
    AND n.`sms_opt_in` IS NOT DISTINCT FROM o.`sms_opt_in`
    AND n.`email_opt_in` IS NOT DISTINCT FROM o.`email_opt_in`
    AND n.`is_dnd` IS NOT DISTINCT FROM o.`is_dnd`
    AND n.`extra` IS NOT DISTINCT FROM o.`extra`
    AND n.`is_deleted` IS NOT DISTINCT FROM o.`is_deleted`
    AND n.`created_at` IS NOT DISTINCT FROM o.`created_at`
    AND n.`updated_at` IS NOT DISTINCT FROM o.`updated_at`
    AND n.`deleted_at` IS NOT DISTINCT FROM o.`deleted_at`
    AND n.`ingested_at` IS NOT DISTINCT FROM o.`ingested_at`,
    FALSE
  );

-- definition work.changed_silver_dim_lead
SELECT
  `_old_lead_id` AS `lead_id`,
  `_old_primary_mobile_number` AS `primary_mobile_number`,
  `_old_email` AS `email`,
  `_old_student_id` AS `student_id`,
  `_old_is_deleted` AS `is_deleted`,
  FALSE AS _is_new
FROM work.compared_silver_dim_lead
WHERE
  _was_there
UNION ALL
SELECT
  n.`lead_id`,
  n.`primary_mobile_number`,
  n.`email`,
  n.`student_id`,
  n.`is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_dim_lead AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_lead AS k
    WHERE
      k._is_there AND k.`lead_id` = n.`lead_id`
  );

-- keys (lead_id) out of silver.dim_lead
SELECT
  `lead_id`
FROM work.compared_silver_dim_lead
WHERE
  _was_there;

-- rows into silver.dim_lead
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
FROM work.fresh_silver_dim_lead AS n
WHERE
  EXISTS(
    SELECT
      1
    FROM work.compared_silver_dim_lead AS k
    WHERE
      k._is_there AND k.`lead_id` = n.`lead_id`
  );

-- table work.history_dim_lead
WITH known AS (
  SELECT
    *
  FROM silver.dim_lead_history
  WHERE
    `lead_id` IN (
      SELECT
        k
      FROM work.touched_silver_dim_lead
    )
), now AS (
  SELECT
    `lead_id`,
    `lead_stage`,
    `lead_status`,
    `owner_id`,
    `owner_name`,
    `primary_mobile_number`,
    `is_deleted`,
    `updated_at` AS seen_at
  FROM work.fresh_silver_dim_lead
), past AS (
  SELECT
    `lead_id`,
    MAX(COALESCE(valid_to, valid_from)) AS last_at
  FROM known
  GROUP BY
    `lead_id`
), opened AS (
  SELECT
    *
  FROM known
  WHERE
    valid_to IS NULL
), turn AS (
  SELECT
    COALESCE(c.`lead_id`, o.`lead_id`) AS `lead_id`,
    NOT c.`lead_id` IS NULL AS is_there,
    NOT o.`lead_id` IS NULL AS was_there,
    CASE
      WHEN p.last_at IS NULL
      THEN COALESCE(c.seen_at, CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ))
      WHEN c.seen_at > p.last_at
      THEN c.seen_at
      WHEN CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) > p.last_at
      THEN CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)
      ELSE (
        p.last_at + INTERVAL '1' MICROSECOND
      )
    END AS at
  FROM now AS c
  FULL OUTER JOIN opened AS o
    ON o.`lead_id` = c.`lead_id`
  LEFT JOIN past AS p
    ON p.`lead_id` = COALESCE(c.`lead_id`, o.`lead_id`)
  WHERE
    c.`lead_id` IS NULL
    OR o.`lead_id` IS NULL
    OR c.`lead_stage` IS DISTINCT FROM o.`lead_stage`
    OR c.`lead_status` IS DISTINCT FROM o.`lead_status`
    OR c.`owner_id` IS DISTINCT FROM o.`owner_id`
    OR c.`owner_name` IS DISTINCT FROM o.`owner_name`
    OR c.`primary_mobile_number` IS DISTINCT FROM o.`primary_mobile_number`
    OR c.`is_deleted` IS DISTINCT FROM o.`is_deleted`
)
SELECT
  o.`lead_id`,
  o.`lead_stage`,
  o.`lead_status`,
  o.`owner_id`,
  o.`owner_name`,
  o.`primary_mobile_number`,
  o.`is_deleted`,
  o.valid_from,
  t.at AS valid_to
FROM turn AS t
JOIN opened AS o
  ON o.`lead_id` = t.`lead_id`
UNION ALL
SELECT
  c.`lead_id`,
  c.`lead_stage`,
  c.`lead_status`,
  c.`owner_id`,
  c.`owner_name`,
  c.`primary_mobile_number`,
  c.`is_deleted`,
  t.at AS valid_from,
  CAST(NULL AS TIMESTAMP_NTZ) AS valid_to
FROM turn AS t
JOIN now AS c
  ON c.`lead_id` = t.`lead_id`;

-- keys (lead_id, valid_from) out of silver.dim_lead_history
SELECT
  `lead_id`,
  `valid_from`
FROM work.history_dim_lead;

-- rows into silver.dim_lead_history
SELECT
  *
FROM work.history_dim_lead;

-- definition work.touched_silver_fact_call_disposition
SELECT
  k
FROM (
  SELECT DISTINCT
    crm.id AS k
  FROM work.changed_source_call_disposition AS crm
) AS found
WHERE
  NOT k IS NULL;

-- question
SELECT
  COUNT(*) AS n
FROM (
  SELECT
    k
  FROM work.touched_silver_fact_call_disposition
  EXCEPT
  SELECT
    k
  FROM work.touched_1_source_call_disposition
) AS m;

-- part work.input_0_touched_silver_fact_call_disposition of work.fresh_silver_fact_call_disposition
SELECT
  input_row._ingested_at,
  input_row.agent_id,
  input_row.call_log_id,
  input_row.created_at,
  input_row.deleted_at,
  input_row.disposed_at,
  input_row.disposition,
  input_row.extra,
  input_row.follow_up_at,
  input_row.id,
  input_row.lead_id,
  input_row.remarks,
  input_row.sub_disposition,
  input_row.updated_at
FROM source.call_disposition AS input_row
WHERE
  input_row.id IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_disposition AS touched
  );

-- table work.fresh_silver_fact_call_disposition
SELECT
  `scoped`.`call_disposition_id`,
  `scoped`.`call_log_id`,
  `scoped`.`lead_id`,
  `scoped`.`agent_id`,
  `scoped`.`disposition`,
  `scoped`.`sub_disposition`,
  `scoped`.`is_connected`,
  `scoped`.`interest_level`,
  `scoped`.`is_wrong_number`,
  `scoped`.`is_dnd`,
  `scoped`.`is_not_interested`,
  `scoped`.`remarks`,
  `scoped`.`follow_up_at`,
  `scoped`.`disposed_at`,
  `scoped`.`occurred_at`,
  `scoped`.`disposition_date`,
  `scoped`.`extra`,
  `scoped`.`is_deleted`,
  `scoped`.`created_at`,
  `scoped`.`updated_at`,
  `scoped`.`deleted_at`,
  `scoped`.`ingested_at`
FROM (
  SELECT
    crm.id AS call_disposition_id,
    crm.call_log_id AS call_log_id,
    crm.lead_id AS lead_id,
    crm.agent_id AS agent_id,
    crm.disposition AS disposition,
    crm.sub_disposition AS sub_disposition,
    COALESCE(exact.is_connected, plain.is_connected) AS is_connected,
    COALESCE(exact.interest_level, plain.interest_level, 'none') AS interest_level,
    COALESCE(plain.is_wrong_number, FALSE) AS is_wrong_number,
    COALESCE(plain.is_dnd, FALSE) AS is_dnd,
    COALESCE(plain.is_not_interested, FALSE) AS is_not_interested,
    NULLIF(TRIM(crm.remarks), '') AS remarks,
    crm.follow_up_at AS follow_up_at,
    crm.disposed_at AS disposed_at,
    COALESCE(crm.disposed_at, crm.created_at) AS occurred_at,
    CAST(COALESCE(crm.disposed_at, crm.created_at) + INTERVAL '330' MINUTE AS DATE) AS disposition_date,
    crm.extra AS extra,
    NOT crm.deleted_at IS NULL AS is_deleted,
    crm.created_at AS created_at,
    crm.updated_at AS updated_at,
    crm.deleted_at AS deleted_at,
    crm._ingested_at AS ingested_at
  FROM work.input_0_touched_silver_fact_call_disposition AS crm
  LEFT JOIN silver.dim_disposition AS plain
    ON crm.disposition = plain.disposition_key
  LEFT JOIN silver.dim_disposition AS exact
    ON crm.disposition = exact.disposition
    AND crm.sub_disposition = exact.sub_disposition
) AS scoped
WHERE
  `scoped`.`call_disposition_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_disposition AS touched
  );

-- table work.stale_silver_fact_call_disposition
SELECT
  `stored`.`call_disposition_id`,
  `stored`.`lead_id`,
  `stored`.`is_deleted`
FROM silver.fact_call_disposition AS stored
WHERE
  `stored`.`call_disposition_id` IN (
    SELECT
      touched.k
    FROM work.touched_silver_fact_call_disposition AS touched
  );

-- definition work.changed_silver_fact_call_disposition
SELECT
  `call_disposition_id`,
  `lead_id`,
  `is_deleted`,
  FALSE AS _is_new
FROM work.stale_silver_fact_call_disposition
UNION ALL
SELECT
  `call_disposition_id`,
  `lead_id`,
  `is_deleted`,
  TRUE AS _is_new
FROM work.fresh_silver_fact_call_disposition;

-- keys (call_disposition_id) out of silver.fact_call_disposition
SELECT
  k AS `call_disposition_id`
FROM work.touched_silver_fact_call_disposition;

-- rows into silver.fact_call_disposition
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
FROM work.fresh_silver_fact_call_disposition;

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `agent_id`) AS repeated
    FROM work.fresh_silver_dim_agent
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `product_opportunity_id`) AS repeated
    FROM work.fresh_silver_dim_product_opportunity
  ) AS m1
  UNION ALL
  SELECT
    2 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `scholarship_opportunity_id`) AS repeated
    FROM work.fresh_silver_dim_scholarship_opportunity
  ) AS m2
  UNION ALL
  SELECT
    3 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `call_log_id`) AS repeated
    FROM work.fresh_silver_fact_call_log
  ) AS m3
  UNION ALL
  SELECT
    4 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `lead_id`) AS repeated
    FROM work.fresh_silver_dim_lead
  ) AS m4
  UNION ALL
  SELECT
    5 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `call_disposition_id`) AS repeated
    FROM work.fresh_silver_fact_call_disposition
  ) AS m5
) AS k
WHERE
  repeated > 0;
