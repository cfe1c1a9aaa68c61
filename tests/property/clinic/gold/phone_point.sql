/*
description: One row a phone that any record has.
key: phone
scope: row
columns:
  phone: The phone.
  is_crowded: Whether it joins nobody.
  record_count: Records that have it.
  user_count: People who have it.
  owner_user_id: Who is to be called on it.
*/
with held as (
  select p.phone, count(*) as record_count, count(distinct m.user_id) as user_count
  from silver.dim_patient as p
  inner join identity.user_map as m on p.patient_id = m.patient_id
  where p.phone is not null
  group by p.phone
),

owned as (
  select phone, min(case when is_phone_owner then user_id end) as owner_user_id
  from gold.patient_whole
  where phone is not null
  group by phone
)

select
  h.phone,
  coalesce(k.status = 'crowded', false) as is_crowded,
  h.record_count,
  h.user_count,
  o.owner_user_id
from held as h
left join identity.identifier_value as k
  on k.identifier_type = 'phone'
  and h.phone = k.identifier_value
left join owned as o
  on h.phone = o.phone
