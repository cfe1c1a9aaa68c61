/*
description: One row a person and identifier.
key: [user_id, kind, value]
scope: user
columns:
  user_id: The person.
  kind: Phone or e-mail.
  value: The identifier.
  record_count: Records that have it.
  is_current: Whether the golden record shows it.
*/
with held as (
  select m.user_id, 'phone' as kind, p.phone as value
  from silver.dim_patient as p
  inner join identity.user_map as m on p.patient_id = m.patient_id
  where p.phone is not null
  union all
  select m.user_id, 'email' as kind, p.email as value
  from silver.dim_patient as p
  inner join identity.user_map as m on p.patient_id = m.patient_id
  where p.email is not null
),

known as (
  select user_id, kind, value, count(*) as record_count
  from held
  group by user_id, kind, value
)

select
  k.user_id,
  k.kind,
  k.value,
  k.record_count,
  coalesce(k.value = case k.kind when 'phone' then g.phone else g.email end, false) as is_current
from known as k
inner join gold.patient_whole as g
  on k.user_id = g.user_id
