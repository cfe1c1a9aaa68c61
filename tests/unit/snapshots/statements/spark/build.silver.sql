-- table silver.dim_lead_history
SELECT
  `lead_id`,
  `lead_stage`,
  `lead_status`,
  `owner_id`,
  `owner_name`,
  `primary_mobile_number`,
  `is_deleted`,
  COALESCE(`updated_at`, CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ)) AS valid_from,
  CAST(NULL AS TIMESTAMP_NTZ) AS valid_to
FROM silver.dim_lead;

-- table silver.fact_call_disposition
SELECT
  crm.id AS call_disposition_id,
  crm.call_log_id,
  crm.lead_id,
  crm.agent_id,
  crm.disposition,
  crm.sub_disposition,
  COALESCE(exact.is_connected, plain.is_connected) AS is_connected,
  COALESCE(exact.interest_level, plain.interest_level, 'none') AS interest_level,
  COALESCE(plain.is_wrong_number, FALSE) AS is_wrong_number,
  COALESCE(plain.is_dnd, FALSE) AS is_dnd,
  COALESCE(plain.is_not_interested, FALSE) AS is_not_interested,
  NULLIF(TRIM(crm.remarks), '') AS remarks,
  crm.follow_up_at,
  crm.disposed_at,
  COALESCE(crm.disposed_at, crm.created_at) AS occurred_at,
  CAST(COALESCE(crm.disposed_at, crm.created_at) + INTERVAL '330' MINUTE AS DATE) AS disposition_date,
  crm.extra,
  NOT crm.deleted_at IS NULL AS is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at AS ingested_at
FROM source.call_disposition AS crm
LEFT JOIN silver.dim_disposition AS plain
  ON crm.disposition = plain.disposition_key
LEFT JOIN silver.dim_disposition AS exact
  ON crm.disposition = exact.disposition
  AND crm.sub_disposition = exact.sub_disposition;

-- question
SELECT
  *
FROM (
  SELECT
    0 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `disposition_key`) AS repeated
    FROM silver.dim_disposition
  ) AS m0
  UNION ALL
  SELECT
    1 AS model_no,
    repeated
  FROM (
    SELECT
      COUNT(*) - COUNT(DISTINCT `lead_id`) AS repeated
    FROM silver.dim_lead
  ) AS m1
) AS k
WHERE
  repeated > 0;
