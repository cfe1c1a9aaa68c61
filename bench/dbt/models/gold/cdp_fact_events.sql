{{ config(unique_key='event_id') }}
select
  'call_log:' || call.call_log_id as event_id,
  people.user_id,
  'call_log' as event_name,
  call.occurred_at,
  call.call_date as event_date,
  call.lead_id,
  'call_log' as source_table,
  call.call_log_id as source_id,
  cast(json_object(
    'direction', call.direction,
    'status', call.status,
    'agent_id', call.agent_id,
    'campaign', call.campaign,
    'provider', call.telephony_provider,
    'ring_seconds', call.ring_seconds,
    'talk_seconds', call.talk_seconds
  ) as varchar) as properties,
  call.ingested_at
from {{ ref('fact_call_log') }} as call
inner join {{ ref('user_map') }} as people using (lead_id)
where not call.is_deleted
{%- if is_incremental() %}
  and call.ingested_at > {{ newest('ingested_at') }}
{%- endif %}

union all

select
  'call_disposition:' || outcome.call_disposition_id as event_id,
  people.user_id,
  'call_disposition' as event_name,
  outcome.occurred_at,
  outcome.disposition_date as event_date,
  outcome.lead_id,
  'call_disposition' as source_table,
  outcome.call_disposition_id as source_id,
  cast(json_object(
    'disposition', outcome.disposition,
    'sub_disposition', outcome.sub_disposition,
    'is_connected', outcome.is_connected,
    'interest_level', outcome.interest_level,
    'call_log_id', outcome.call_log_id,
    'agent_id', outcome.agent_id,
    'follow_up_at', strftime(outcome.follow_up_at, '%Y-%m-%dT%H:%M:%S.%fZ'),
    'remarks', outcome.remarks
  ) as varchar) as properties,
  outcome.ingested_at
from {{ ref('fact_call_disposition') }} as outcome
inner join {{ ref('user_map') }} as people using (lead_id)
where not outcome.is_deleted
{%- if is_incremental() %}
  and outcome.ingested_at > {{ newest('ingested_at') }}
{%- endif %}
