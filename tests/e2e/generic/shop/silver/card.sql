/*
description: One row a loyalty card.
key: card_id
scope: row
columns:
  card_id: Its id.
  loyalty_no: Number printed on it.
  holder: Name.
  phone: Phone.
  tier: Gold or silver.
  seen_at: When it was issued.
*/
select
  l.card_id,
  nullif(upper(trim(l.card)), '') as loyalty_no,
  cdp_name(l.holder) as holder,
  cdp_mobile(l.tel) as phone,
  l.tier,
  l.issued_at as seen_at
from source.loyalty as l
