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
