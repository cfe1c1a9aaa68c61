/*
description: One row a visit, with the ward of the doctor who was seen.
key: visit_id
scope: row
columns:
  visit_id: Its key.
  patient_id: Who came.
  doctor_id: Who was seen.
  ward: Where.
  minutes: How long it took.
  came_at: When.
  is_deleted: Whether it was deleted.
  serial: Which delivered row it is.
*/
select
  v.id as visit_id,
  v.patient_id,
  v.doctor_id,
  d.ward,
  v.minutes as minutes,
  v.came_at,
  v.deleted_at is not null as is_deleted,
  v.serial
from source.visit as v
left join silver.dim_doctor as d
  on v.doctor_id = d.doctor_id
