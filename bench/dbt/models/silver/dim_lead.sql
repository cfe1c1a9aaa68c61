{{ config(unique_key='lead_id') }}
with staged as (
  {{ latest_version('lead', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'date_of_birth': 'date'
}) }}
),

cleaned as (
  select
    *,
    {{ clean_mobile('primary_mobile_number') }} as mobile,
    {{ clean_name('name') }} as shown_name,
    trim(pincode) as written_pincode
  from staged
),

named as (
  select
    *,
    coalesce(
      nullif(regexp_replace(shown_name, '(?i)' || {{ honorifics() }}, ''), ''), shown_name
    ) as called_name
  from cleaned
)

select
  lead.id as lead_id,
  lead.mobile as primary_mobile_number,
  lead.primary_mobile_number as primary_mobile_number_raw,
  coalesce({{ is_dummy_mobile('lead.mobile') }}, false) as is_dummy_mobile,
  {{ clean_email('lead.email') }} as email,
  lead.email as email_raw,
  nullif(upper(trim(lead.student_id)), '') as student_id,
  lead.shown_name as full_name,
  split_part(lead.called_name, ' ', 1) as first_name,
  nullif(substr(lead.called_name, length(split_part(lead.called_name, ' ', 1)) + 2), '') as last_name,
  {{ name_key('lead.name') }} as name_key,
  lead.name as name_raw,
  case
    when lead.date_of_birth between date '1950-01-01' and cast(lead.created_at as date)
      then lead.date_of_birth
  end as date_of_birth,
  lead.date_of_birth as date_of_birth_raw,
  case
    when lower(trim(lead.gender)) in ('male', 'm', 'boy') then 'Male'
    when lower(trim(lead.gender)) in ('female', 'f', 'girl') then 'Female'
    when lower(trim(lead.gender)) in ('other', 'o', 'others', 'transgender') then 'Other'
  end as gender,
  {{ blank_to_null('lead.class_name') }} as class_name,
  {{ blank_to_null('lead.stream') }} as stream,
  {{ blank_to_null('lead.board') }} as board,
  {{ blank_to_null('lead.school_name') }} as school_name,
  {{ clean_name('lead.city') }} as city,
  {{ clean_name('lead.state') }} as state,
  case when regexp_matches(lead.written_pincode, '^[1-9][0-9]{5}$') then lead.written_pincode end as pincode,
  lead.pincode as pincode_raw,
  lead.branch_id,
  {{ blank_to_null('lead.branch_name') }} as branch_name,
  {{ blank_to_null('lead.lead_source') }} as lead_source,
  {{ blank_to_null('lead.lead_sub_source') }} as lead_sub_source,
  {{ blank_to_null('lead.utm_source') }} as utm_source,
  {{ blank_to_null('lead.utm_medium') }} as utm_medium,
  {{ blank_to_null('lead.utm_campaign') }} as utm_campaign,
  lead.lead_stage,
  lead.lead_status,
  cast(lead.lead_score as double) as lead_score,
  lead.owner_id,
  owner.full_name as owner_name,
  {{ blank_to_null('lead.academic_session') }} as academic_session,
  lead.target_exam_year,
  {{ blank_to_null('lead.preferred_language') }} as preferred_language,
  lead.whatsapp_opt_in,
  lead.sms_opt_in,
  lead.email_opt_in,
  coalesce(lead.dnd, false) as is_dnd,
  cast(null as varchar) as extra,
  lead.deleted_at is not null as is_deleted,
  lead.created_at,
  lead.updated_at,
  lead.deleted_at,
  {{ as_of() }} as ingested_at
from named as lead
left join {{ ref('dim_agent') }} as owner
  on lead.owner_id = owner.agent_id
