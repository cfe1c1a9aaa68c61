/*
description: One row a visit of the last twenty days, with how many the person had before.
key: visit_id
scope: user
columns:
  user_id: The person.
  visit_id: The visit.
  place: Which of the person's recent visits it is.
  is_this_week: Whether it was in the last seven days.
  phone: Where to reach the person.
*/
with recent as (
  select
    e.user_id,
    e.visit_id,
    row_number() over (partition by e.user_id order by e.came_at, e.visit_id) as place,
    e.came_at > as_of - interval 7 day as is_this_week
  from gold.visit_event as e
  where e.came_at between as_of - interval 20 day and as_of
)

select
  r.user_id,
  r.visit_id,
  r.place,
  r.is_this_week,
  g.phone
from recent as r
inner join gold.patient_whole as g
  on r.user_id = g.user_id
