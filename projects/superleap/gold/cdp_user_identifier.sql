/*
description: One row a person and identifier, the lead ids, mobiles, e-mail addresses and student numbers a person is known by.
key: [user_id, identifier_type, identifier_value]
scope: user
columns:
  user_id: The person.
  identifier_type: Kind of identifier, lead_id, mobile, email or student_id.
  identifier_value:
    description: The identifier, normalised.
    pii: identifier
  record_count:
    description: Leads of the person that have it.
    unit: leads
  first_seen_at: When the first of these leads was created (UTC).
  last_seen_at: When one of these leads was last changed in the CRM (UTC).
  is_current: Whether the golden record shows this value; for lead ids, whether it is the newest lead.
*/
with held as (
  select
    people.user_id,
    kind.identifier_type,
    case kind.identifier_type
      when 'lead_id' then lead.lead_id
      when 'mobile' then lead.primary_mobile_number
      when 'email' then lead.email
      when 'student_id' then lead.student_id
    end as identifier_value,
    lead.created_at,
    lead.updated_at
  from silver.dim_lead as lead
  inner join identity.user_map as people
    on lead.lead_id = people.lead_id
  cross join (
    select 'lead_id' as identifier_type
    union all
    select 'mobile' as identifier_type
    union all
    select 'email' as identifier_type
    union all
    select 'student_id' as identifier_type
  ) as kind
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
  where identifier_value is not null
  group by user_id, identifier_type, identifier_value
)

select
  known.user_id,
  known.identifier_type,
  known.identifier_value,
  known.record_count,
  known.first_seen_at,
  known.last_seen_at,
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
inner join gold.cdp_dim_user as golden
  on known.user_id = golden.user_id
