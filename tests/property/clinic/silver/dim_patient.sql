/*
description: One row a patient as written down once.
key: patient_id
scope: row
history:
  columns: [phone, email, is_deleted]
  at: changed_at
columns:
  patient_id: Its key.
  name: Name.
  born: Birth date.
  phone: Mobile as E.164.
  email: E-mail address.
  member_no: Number on the member's card.
  serial: Which delivered row it is.
  is_deleted: Whether it was deleted.
  seen_at: When it came to be.
  changed_at: When it was last changed.
  ingested_at: When the row arrived.
*/
select
  p.id as patient_id,
  cdp_name(p.name) as name,
  p.born,
  cdp_mobile(p.phone) as phone,
  cdp_email(p.email) as email,
  nullif(upper(trim(p.member_no)), '') as member_no,
  p.serial,
  p.deleted_at is not null as is_deleted,
  p.seen_at,
  p.changed_at,
  p._ingested_at as ingested_at
from source.patient as p
