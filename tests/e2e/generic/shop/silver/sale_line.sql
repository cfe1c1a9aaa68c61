/*
description: One row a sale with its money; no record of its own.
key: line_no
scope: row
columns:
  line_no: Its number.
  sale_no: The sale.
  amount: Money.
  sold_at: When.
*/
select
  concat(s.sale_no, '/1') as line_no,
  s.sale_no,
  cast(s.amount as decimal(12, 2)) as amount,
  s.sold_at
from source.sales as s
