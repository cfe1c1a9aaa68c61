/*
description: One row a record with the customer it belongs to.
key: [record_table, record_key]
scope: record
columns:
  record_table: Where it stands.
  record_key: Its key there.
  user_id: The customer.
  name: Their name.
*/
select
  m.record_table,
  m.record_key,
  m.user_id,
  g.name
from identity.user_map as m
inner join gold.customer_360 as g on m.user_id = g.user_id
