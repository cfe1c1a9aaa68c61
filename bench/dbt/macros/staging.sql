{# The latest version of every row of a source table, with some columns cast. #}
{% macro latest_version(table, casts) -%}
select
  * replace (
    {%- for column, kind in casts.items() %}
    try_cast({{ column }} as {{ kind }}) as {{ column }}{{ "," if not loop.last }}
    {%- endfor %}
  )
from {{ source('superleap', table) }}
where id is not null
qualify row_number() over (partition by id order by updated_at desc) = 1
{%- endmacro %}
