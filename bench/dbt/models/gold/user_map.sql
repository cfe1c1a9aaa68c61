-- One person a mobile; leads without a usable one stand for themselves.
with keyed as (
  select
    lead_id,
    created_at,
    coalesce(case when not is_dummy_mobile then primary_mobile_number end, lead_id) as person_key
  from {{ ref('dim_lead') }}
  where not is_deleted
),

people as (
  select
    person_key,
    1000000 + row_number() over (order by min(created_at), person_key) as user_id
  from keyed
  group by person_key
)

select keyed.lead_id, people.user_id
from keyed
inner join people using (person_key)
