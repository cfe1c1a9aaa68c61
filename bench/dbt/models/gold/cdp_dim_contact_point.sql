{{ config(unique_key='mobile') }}
with held as (
  select
    lead.primary_mobile_number as mobile,
    bool_or(lead.is_dummy_mobile) as is_blocked,
    count(*) > 20 as is_crowded,
    count(*) as record_count,
    count(distinct people.user_id) as user_count,
    min(lead.created_at) as first_seen_at,
    max(lead.created_at) as last_seen_at
  from {{ ref('dim_lead') }} as lead
  inner join {{ ref('user_map') }} as people using (lead_id)
  where lead.primary_mobile_number is not null
    {%- if is_incremental() %}
    and lead.primary_mobile_number in (
      select primary_mobile_number from {{ ref('dim_lead') }}
      where created_at > {{ newest('last_seen_at') }}
    )
    {%- endif %}
  group by lead.primary_mobile_number
),

contacted as (
  select
    primary_mobile_number as mobile,
    count(*) as primary_user_count,
    min(user_id) filter (where is_contact_owner) as owner_user_id
  from {{ ref('cdp_dim_user') }}
  where primary_mobile_number is not null
  group by primary_mobile_number
)

select
  held.mobile,
  held.is_blocked,
  held.is_crowded,
  held.record_count,
  held.user_count,
  coalesce(contacted.primary_user_count, 0) as primary_user_count,
  contacted.owner_user_id,
  held.first_seen_at,
  held.last_seen_at
from held
left join contacted using (mobile)
