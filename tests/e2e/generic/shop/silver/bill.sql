/*
description: One row a bill in a store.
key: bill
scope: row
columns:
  bill: Its number.
  phone: Phone.
  loyalty_no: Card that was shown.
  seen_at: When.
*/
select
  b.bill,
  cdp_mobile(b.tel) as phone,
  nullif(upper(trim(b.card)), '') as loyalty_no,
  b.till_time as seen_at
from source.store as b
