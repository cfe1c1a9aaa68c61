/*
description: One row a customer as the sales people know them.
key: customer_no
scope: row
columns:
  customer_no: Their number.
  full_name: Name.
  email: E-mail address.
  phone: Phone.
  seen_at: Since when.
*/
select
  c.customer_no,
  cdp_name(c.full_name) as full_name,
  cdp_email(c.mail) as email,
  cdp_mobile(c.tel) as phone,
  c.since as seen_at
from source.crm as c
