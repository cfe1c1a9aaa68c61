{{ config(unique_key='call_disposition_id') }}
with staged as (
  {{ latest_version('call_disposition', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'follow_up_at': 'timestamp',
  'disposed_at': 'timestamp'
}) }}
)

select
  outcome.id as call_disposition_id,
  outcome.call_log_id,
  outcome.lead_id,
  outcome.agent_id,
  outcome.disposition,
  outcome.sub_disposition,
  coalesce(exact.is_connected, plain.is_connected) as is_connected,
  coalesce(exact.interest_level, plain.interest_level, 'none') as interest_level,
  coalesce(plain.is_wrong_number, false) as is_wrong_number,
  coalesce(plain.is_dnd, false) as is_dnd,
  coalesce(plain.is_not_interested, false) as is_not_interested,
  {{ blank_to_null('outcome.remarks') }} as remarks,
  outcome.follow_up_at,
  outcome.disposed_at,
  coalesce(outcome.disposed_at, outcome.created_at) as occurred_at,
  cast({{ ist('coalesce(outcome.disposed_at, outcome.created_at)') }} as date) as disposition_date,
  {{ row_times() }}
from staged as outcome
left join {{ ref('dim_disposition') }} as plain
  on outcome.disposition = plain.disposition_key
left join {{ ref('dim_disposition') }} as exact
  on outcome.disposition = exact.disposition
  and outcome.sub_disposition = exact.sub_disposition
