-- One person a mobile; leads without a usable one stand for themselves. Numbers in a row move with
-- every new lead, so where the tables stay a person's id is a hash.
{{ config(unique_key='lead_id') }}
{%- set numbered = env_var('BENCH_MATERIALIZED') == 'table' -%}
with keyed as (
  select
    lead_id,
    created_at,
    updated_at,
    coalesce(case when not is_dummy_mobile then primary_mobile_number end, lead_id) as person_key
  from {{ ref('dim_lead') }}
  where not is_deleted
    {%- if is_incremental() %} and updated_at > {{ newest('updated_at') }} {%- endif %}
),

people as (
  select
    person_key,
    {{ '1000000 + row_number() over (order by min(created_at), person_key)' if numbered
      else 'cast(hash(person_key) >> 2 as bigint)' }} as user_id
  from keyed
  group by person_key
)

select keyed.lead_id, people.user_id, keyed.updated_at
from keyed
inner join people using (person_key)
