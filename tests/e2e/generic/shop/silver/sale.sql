/*
description: One row a sale.
key: sale_no
scope: row
columns:
  sale_no: Its number.
  email: E-mail address the receipt went to.
  loyalty_no: Card that was shown.
  seen_at: When.
*/
select
  s.sale_no,
  cdp_email(s.mail) as email,
  nullif(upper(trim(s.card)), '') as loyalty_no,
  s.sold_at as seen_at
from source.sales as s
