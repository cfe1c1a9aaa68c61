/*
description: One row a ward.
key: ward
scope: table
columns:
  ward: The ward.
  visit_count: Visits of known people.
  user_count: People who came.
*/
select
  coalesce(e.ward, '?') as ward,
  count(*) as visit_count,
  count(distinct e.user_id) as user_count
from gold.visit_event as e
group by coalesce(e.ward, '?')
