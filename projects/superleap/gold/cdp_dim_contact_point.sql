/*
description: One row a mobile that any live lead has, with the people on it and the one who is to be contacted there.
key: mobile
scope: row
columns:
  mobile:
    description: The mobile as E.164.
    pii: mobile
  is_blocked: Whether the number is a dummy that identifies nobody and is never contacted.
  is_crowded: Whether so many leads have the number that it joins nobody, as that of a school lab.
  record_count:
    description: Leads that have the number.
    unit: leads
  user_count:
    description: People with at least one lead that has the number.
    unit: people
  primary_user_count:
    description: People whose golden record has the number as the one to contact them on.
    unit: people
  owner_user_id: Person who is to be contacted on it, so that a campaign reaches a number once; empty when it is nobody's primary number.
  first_seen_at: When the first lead with the number was created (UTC).
  last_seen_at: When the newest lead with the number was created (UTC).
*/
with held as (
  select
    lead.primary_mobile_number as mobile,
    count(*) as record_count,
    count(distinct people.user_id) as user_count,
    min(lead.created_at) as first_seen_at,
    max(lead.created_at) as last_seen_at
  from silver.dim_lead as lead
  inner join identity.user_map as people
    on lead.lead_id = people.lead_id
  where lead.primary_mobile_number is not null
  group by lead.primary_mobile_number
),

contacted as (
  select
    primary_mobile_number as mobile,
    count(*) as primary_user_count,
    min(case when is_contact_owner then user_id end) as owner_user_id
  from gold.cdp_dim_user
  where primary_mobile_number is not null
  group by primary_mobile_number
)

select
  held.mobile,
  coalesce(known.status = 'blocked', false) as is_blocked,
  coalesce(known.status = 'crowded', false) as is_crowded,
  held.record_count,
  held.user_count,
  coalesce(contacted.primary_user_count, 0) as primary_user_count,
  contacted.owner_user_id,
  held.first_seen_at,
  held.last_seen_at
from held
left join identity.identifier_value as known -- only values that are shared or blocked stand there
  on known.identifier_type = 'mobile'
  and held.mobile = known.identifier_value
left join contacted
  on held.mobile = contacted.mobile
