{{ config(unique_key='agent_id') }}
with staged as (
  {{ latest_version('user', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp'
}) }}
)

select
  id as agent_id,
  {{ clean_name('name') }} as full_name,
  name as name_raw,
  nullif(lower(trim(email)), '') as email,
  email as email_raw,
  {{ blank_to_null('role') }} as role,
  {{ blank_to_null('team') }} as team,
  branch_id,
  coalesce(is_active, true) and deleted_at is null as is_active,
  {{ row_times() }}
from staged
