/*
description: One row an event of a person, a call or the recorded outcome of one; rows of leads that have not arrived wait in silver.
key: event_id
scope: row
columns:
  event_id: The source table and the row's id, such as call_log:xk40vL_CrqDIiR6; a corrected row replaces its event.
  user_id: Person the event belongs to; events follow their lead when people merge or split.
  event_name: What happened, call_log or call_disposition.
  occurred_at: When it happened (UTC).
  event_date: Day it happened, in India.
  lead_id: Lead through which the event belongs to the person.
  source_table: Table of the CRM the event comes from.
  source_id: Record id in that table.
  properties:
    description: What is known about the event, as JSON text without empty values.
    pii: remarks
  ingested_at: When the row behind the event arrived in the warehouse (UTC).
*/
select
  concat('call_log:', call.call_log_id) as event_id,
  people.user_id,
  'call_log' as event_name,
  call.occurred_at,
  call.call_date as event_date,
  call.lead_id,
  'call_log' as source_table,
  call.call_log_id as source_id,
  cdp_json(
    'direction', cdp_code(call.direction),
    'status', cdp_code(call.status),
    'agent_id', cdp_code(call.agent_id),
    'campaign', cdp_text(call.campaign),
    'provider', cdp_text(call.telephony_provider),
    'ring_seconds', cdp_num(call.ring_seconds),
    'talk_seconds', cdp_num(call.talk_seconds)
  ) as properties,
  call.ingested_at
from silver.fact_call_log as call
inner join identity.user_map as people
  on call.lead_id = people.lead_id
where not call.is_deleted

union all

select
  concat('call_disposition:', outcome.call_disposition_id) as event_id,
  people.user_id,
  'call_disposition' as event_name,
  outcome.occurred_at,
  outcome.disposition_date as event_date,
  outcome.lead_id,
  'call_disposition' as source_table,
  outcome.call_disposition_id as source_id,
  cdp_json(
    'disposition', cdp_text(outcome.disposition),
    'sub_disposition', cdp_text(outcome.sub_disposition),
    'is_connected', cdp_flag(outcome.is_connected),
    'interest_level', cdp_code(nullif(outcome.interest_level, 'none')),
    'call_log_id', cdp_code(outcome.call_log_id),
    'agent_id', cdp_code(outcome.agent_id),
    'follow_up_at', cdp_time(outcome.follow_up_at),
    'remarks', cdp_text(outcome.remarks)
  ) as properties,
  outcome.ingested_at
from silver.fact_call_disposition as outcome
inner join identity.user_map as people
  on outcome.lead_id = people.lead_id
where not outcome.is_deleted
