SELECT
  CONCAT(
    COALESCE(CAST('call_log:' AS VARCHAR), ''),
    COALESCE(CAST(call.call_log_id AS VARCHAR), '')
  ) AS event_id,
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
        '"direction":"' || CAST(call.direction AS VARCHAR) || '"'
      ),
      (
        '"status":"' || CAST(call.status AS VARCHAR) || '"'
      ),
      (
        '"agent_id":"' || CAST(call.agent_id AS VARCHAR) || '"'
      ),
      (
        '"campaign":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(call.campaign, '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              call.campaign,
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
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
            WHEN REGEXP_LIKE(call.telephony_provider, '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              call.telephony_provider,
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE call.telephony_provider
          END,
          '"'
        )
      ),
      (
        '"ring_seconds":' || CAST(call.ring_seconds AS VARCHAR)
      ),
      (
        '"talk_seconds":' || CAST(call.talk_seconds AS VARCHAR)
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
  CONCAT(
    COALESCE(CAST('call_disposition:' AS VARCHAR), ''),
    COALESCE(CAST(outcome.call_disposition_id AS VARCHAR), '')
  ) AS event_id,
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
            WHEN REGEXP_LIKE(outcome.disposition, '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              outcome.disposition,
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
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
            WHEN REGEXP_LIKE(outcome.sub_disposition, '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              outcome.sub_disposition,
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE outcome.sub_disposition
          END,
          '"'
        )
      ),
      (
        '"is_connected":' || CAST(outcome.is_connected AS VARCHAR)
      ),
      (
        '"interest_level":"' || CAST(NULLIF(outcome.interest_level, 'none') AS VARCHAR) || '"'
      ),
      (
        '"call_log_id":"' || CAST(outcome.call_log_id AS VARCHAR) || '"'
      ),
      (
        '"agent_id":"' || CAST(outcome.agent_id AS VARCHAR) || '"'
      ),
      (
        '"follow_up_at":"' || REPLACE(
          REPLACE(CONCAT(CAST(CAST(outcome.follow_up_at AS TIMESTAMP(6)) AS VARCHAR), 'Z'), ' ', 'T'),
          '.000000Z',
          'Z'
        ) || '"'
      ),
      (
        '"remarks":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(outcome.remarks, '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              outcome.remarks,
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
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
