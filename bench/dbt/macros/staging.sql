{# The latest version of every row of a source table, with some columns cast; of changed rows alone
   where the model is there already. #}
{% macro latest_version(table, casts) -%}
select
  * replace (
    {%- for column, kind in casts.items() %}
    try_cast({{ column }} as {{ kind }}) as {{ column }}{{ "," if not loop.last }}
    {%- endfor %}
  )
from {{ source('superleap', table) }}
where id is not null
{%- if is_incremental() %}
  and try_cast(updated_at as timestamp) > {{ newest('updated_at') }}
{%- endif %}
qualify row_number() over (partition by id order by updated_at desc) = 1
{%- endmacro %}

{# The newest instant that a model has; broken clocks of the source that are ahead do not count. #}
{% macro newest(column) -%}
  (select max({{ column }}) from {{ this }} where {{ column }} <= {{ as_of() }})
{%- endmacro %}
