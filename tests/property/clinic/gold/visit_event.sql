/*
description: One row a visit of a known person.
key: visit_id
scope: row
columns:
  visit_id: Its key.
  user_id: The person.
  ward: Where.
  came_at: When.
  patient_name: Name on the record.
*/
select
  v.visit_id,
  m.user_id,
  v.ward,
  v.came_at,
  p.name as patient_name
from silver.fact_visit as v
inner join identity.user_map as m
  on v.patient_id = m.patient_id
left join silver.dim_patient as p
  on v.patient_id = p.patient_id
where not v.is_deleted
