{{ config(unique_key='scholarship_opportunity_id') }}
with staged as (
  {{ latest_version('scholarship_opportunity', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'result_declared_at': 'timestamp',
  'exam_date': 'date'
}) }}
)

select
  id as scholarship_opportunity_id,
  lead_id,
  {{ blank_to_null('exam_code') }} as exam_code,
  {{ blank_to_null('exam_name') }} as exam_name,
  exam_date,
  {{ blank_to_null('exam_mode') }} as exam_mode,
  nullif(upper(trim(roll_number)), '') as roll_number,
  registration_status,
  coalesce(appeared, false) as has_appeared,
  score,
  case when rank >= 1 then rank end as rank,
  cast(scholarship_percent as decimal(5, 2)) as scholarship_percent,
  result_declared_at,
  stage,
  owner_id,
  {{ row_times() }}
from staged
