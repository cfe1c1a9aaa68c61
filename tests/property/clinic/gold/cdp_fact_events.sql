/*
description: One row a visit, as an event of the person.
key: event_id
scope: row
columns:
  event_id: Its key.
  user_id: The person.
  event_name: visit, always.
  occurred_at: When.
  properties: The ward, as JSON text.
*/
select
  e.visit_id as event_id,
  e.user_id,
  'visit' as event_name,
  e.came_at as occurred_at,
  cdp_json('ward', cdp_text(e.ward)) as properties
from gold.visit_event as e
