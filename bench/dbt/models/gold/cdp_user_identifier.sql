{{ config(unique_key=['user_id', 'identifier_type', 'identifier_value']) }}
with held as (
  {% for kind, column in [
    ('lead_id', 'lead_id'), ('mobile', 'primary_mobile_number'),
    ('email', 'email'), ('student_id', 'student_id')
  ] %}
  select
    people.user_id,
    '{{ kind }}' as identifier_type,
    lead.{{ column }} as identifier_value,
    lead.created_at,
    lead.updated_at
  from {{ ref('dim_lead') }} as lead
  inner join {{ ref('user_map') }} as people using (lead_id)
  where lead.{{ column }} is not null
    {%- if is_incremental() %}
    and people.user_id in (
      select user_id from {{ ref('user_map') }} where updated_at > {{ newest('last_seen_at') }}
    )
    {%- endif %}
  {{ "union all" if not loop.last }}
  {% endfor %}
),

known as (
  select
    user_id,
    identifier_type,
    identifier_value,
    count(*) as record_count,
    min(created_at) as first_seen_at,
    max(updated_at) as last_seen_at
  from held
  group by all
)

select
  known.*,
  coalesce(
    known.identifier_value = case known.identifier_type
      when 'mobile' then golden.primary_mobile_number
      when 'email' then golden.email
      when 'student_id' then golden.student_id
      when 'lead_id' then golden.latest_lead_id
    end,
    false
  ) as is_current
from known
inner join {{ ref('cdp_dim_user') }} as golden using (user_id)
