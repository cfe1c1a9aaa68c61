/*
description: One row a person as written down once.
key: person_id
scope: row
columns:
  person_id: Its key.
  name: Name.
  born: Birth date.
  phone: Mobile as E.164.
  email: E-mail address.
  member_no: Number on the member's card.
  spent: Money spent so far.
  extra: What the contract does not know, as JSON.
  is_deleted: Whether it was deleted.
  seen_at: When it came to be.
  changed_at: When it was last changed.
*/
select
  p.id as person_id,
  cdp_name(p.name) as name,
  p.born,
  cdp_mobile(p.phone) as phone,
  cdp_email(p.email) as email,
  nullif(upper(trim(p.member_no)), '') as member_no,
  p.spent,
  p.extra,
  p.deleted_at is not null as is_deleted,
  p.seen_at,
  p.changed_at
from source.person as p
