{% macro blank_to_null(column) -%}
  nullif(trim({{ column }}), '')
{%- endmacro %}

{# A mobile as E.164: Indian numbers in any way of writing, others where they begin with + or 00. #}
{% macro clean_mobile(column) -%}
  coalesce(
    '+91' || nullif(regexp_extract(
      regexp_replace({{ column }}, '[^0-9]', '', 'g'), '^(?:(?:00)?91|0)?([6-9][0-9]{9})$', 1
    ), ''),
    '+' || nullif(regexp_extract(
      regexp_replace({{ column }}, '[^0-9+]', '', 'g'),
      '^(?:[+]|00)((?:[1-8]|9[02-9])[0-9]{6,13})$', 1
    ), '')
  )
{%- endmacro %}

{# Numbers that people type to get past a form: one digit nine times, runs of digits, round ones. #}
{% macro is_dummy_mobile(column) -%}
  regexp_matches({{ column }},
    '(?:0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9]?$|[6-9]0{9}$'
    || '|(?:6543210987|6789012345|7654321098|7890123456|8765432109|8901234567|9012345678|9876543210)$'
  )
{%- endmacro %}

{% macro clean_email(column) -%}
  case
    when regexp_matches(lower(trim({{ column }})),
      '^(?:na|n[.]a|nil|none?|null|no[._-]?e?mail|unknown|dummy|(?:test|abc|xyz|sample)[0-9]*)@'
      || '|@(?:example|test|na|none|noemail|dummy|abc|xyz)[.](?:com|net|org|in)$'
    ) then null
    when regexp_matches(lower(trim({{ column }})),
      '^[a-z0-9!#$%&*+/=?^_`{|}~-]+(?:[.][a-z0-9!#$%&*+/=?^_`{|}~-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*[.])+[a-z]{2,63}$'
    ) then lower(trim({{ column }}))
  end
{%- endmacro %}

{# A name as it is shown: single-spaced, every word with a capital. #}
{% macro clean_name(column) -%}
  nullif(array_to_string(list_transform(
    string_split(trim(regexp_replace(lower({{ column }}), '\s+', ' ', 'g')), ' '),
    lambda word: upper(word[1]) || word[2:]
  ), ' '), '')
{%- endmacro %}

{% macro honorifics() -%}
  '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam)[.]? )+'
{%- endmacro %}

{# A name for comparing: no case, accents, punctuation or honorifics. #}
{% macro name_key(column) -%}
  nullif(regexp_replace(
    trim(regexp_replace(strip_accents(lower({{ column }})), '[^\p{L}\p{M}\p{N}]+', ' ', 'g')),
    {{ honorifics() }}, ''
  ), '')
{%- endmacro %}

{% macro ist(column) -%}
  ({{ column }} + interval 330 minute)
{%- endmacro %}

{% macro as_of() -%}
  timestamp '{{ env_var('BENCH_AS_OF') }}'
{%- endmacro %}

{# The end of every silver table: what became of the row, and when. #}
{% macro row_times() -%}
  cast(null as varchar) as extra,
  deleted_at is not null as is_deleted,
  created_at,
  updated_at,
  deleted_at,
  {{ as_of() }} as ingested_at
{%- endmacro %}
