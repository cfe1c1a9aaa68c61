/*
description: One row a doctor.
key: doctor_id
scope: row
columns:
  doctor_id: Its key.
  ward: Where the doctor works.
*/
select
  d.id as doctor_id,
  upper(d.ward) as ward
from source.doctor as d
