{{ config(unique_key='product_opportunity_id') }}
with staged as (
  {{ latest_version('product_opportunity', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'closed_at': 'timestamp',
  'expected_close_date': 'date'
}) }}
)

select
  id as product_opportunity_id,
  lead_id,
  nullif(upper(trim(product_code)), '') as product_code,
  {{ blank_to_null('product_name') }} as product_name,
  {{ blank_to_null('mode') }} as mode,
  {{ blank_to_null('academic_session') }} as academic_session,
  stage,
  coalesce(stage not in ('Enrolled', 'Lost'), true) as is_open,
  coalesce(stage = 'Enrolled', false) as is_won,
  coalesce(stage = 'Lost', false) as is_lost,
  {{ blank_to_null('lost_reason') }} as lost_reason,
  cast(quoted_fee as decimal(18, 2)) as quoted_fee,
  cast(discount_percent as decimal(5, 2)) as discount_percent,
  cast(paid_fee as decimal(18, 2)) as paid_fee,
  coalesce(nullif(upper(trim(currency)), ''), 'INR') as currency,
  expected_close_date,
  closed_at,
  branch_id,
  owner_id,
  {{ row_times() }}
from staged
