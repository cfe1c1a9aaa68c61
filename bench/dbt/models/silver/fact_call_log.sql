{{ config(unique_key='call_log_id') }}
with staged as (
  {{ latest_version('call_log', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'started_at': 'timestamp',
  'answered_at': 'timestamp',
  'ended_at': 'timestamp'
}) }}
)

select
  id as call_log_id,
  lead_id,
  agent_id,
  direction,
  telephony_provider,
  provider_call_id,
  from_number,
  to_number,
  status,
  coalesce(status = 'answered', false) as is_connected,
  {{ blank_to_null('campaign') }} as campaign,
  coalesce(started_at, created_at) as occurred_at,
  cast({{ ist('coalesce(started_at, created_at)') }} as date) as call_date,
  cast(hour({{ ist('coalesce(started_at, created_at)') }}) as integer) as call_hour_ist,
  started_at,
  answered_at,
  ended_at,
  cast(ring_seconds as bigint) as ring_seconds,
  cast(talk_seconds as bigint) as talk_seconds,
  recording_url,
  {{ row_times() }}
from staged
