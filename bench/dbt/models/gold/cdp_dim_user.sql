{{ config(unique_key='user_id') }}
{%- set latest = [
  'full_name', 'first_name', 'gender', 'date_of_birth', 'class_name', 'stream', 'board',
  'school_name', 'city', 'state', 'pincode', 'branch_name', 'preferred_language', 'lead_stage',
  'lead_status', 'owner_name', 'academic_session', 'target_exam_year'
] -%}
{%- set latest_changed = ['email', 'student_id', 'whatsapp_opt_in', 'sms_opt_in', 'email_opt_in'] -%}
{%- set complete = [
  'primary_mobile_number', 'email', 'full_name', 'gender', 'date_of_birth', 'class_name', 'stream',
  'school_name', 'city', 'preferred_language'
] -%}
with
{%- if is_incremental() %}
changed as (
  {% for model in [
    'dim_lead', 'dim_product_opportunity', 'dim_scholarship_opportunity', 'fact_call_log',
    'fact_call_disposition'
  ] %}
  select people.user_id
  from {{ ref(model) }} as changed
  inner join {{ ref('user_map') }} as people using (lead_id)
  where changed.updated_at > {{ newest('updated_at') }}
  {{ "union" if not loop.last }}
  {% endfor %}
),
{% endif %}
leads as (
  select
    people.user_id,
    arg_max(lead.primary_mobile_number, lead.updated_at)
      filter (where not lead.is_dummy_mobile) as primary_mobile_number,
    {%- for column in latest_changed %}
    arg_max(lead.{{ column }}, lead.updated_at) as {{ column }},
    {%- endfor %}
    list_sort(list(lead.lead_id)) as lead_ids,
    arg_min(lead.lead_id, lead.created_at) as first_lead_id,
    arg_max(lead.lead_id, lead.created_at) as latest_lead_id,
    {%- for column in latest %}
    arg_max(lead.{{ column }}, lead.created_at) as {{ column }},
    {%- endfor %}
    arg_min(lead.lead_source, lead.created_at) as first_source,
    arg_min(lead.utm_campaign, lead.created_at) as first_campaign,
    arg_max(lead.lead_source, lead.created_at) as latest_source,
    arg_max(lead.utm_campaign, lead.created_at) as latest_campaign,
    count(*) as lead_count,
    min(lead.created_at) as first_seen_at,
    max(lead.created_at) as last_enquiry_at,
    bool_or(lead.is_dnd) as has_lead_dnd,
    max(lead.updated_at) as lead_updated_at
  from {{ ref('dim_lead') }} as lead
  inner join {{ ref('user_map') }} as people using (lead_id)
  where true
    {%- if is_incremental() %} and people.user_id in (select user_id from changed) {%- endif %}
  group by people.user_id
),

products as (
  select
    people.user_id,
    arg_max(offer.product_name, offer.created_at) as latest_product_name,
    arg_max(offer.stage, offer.created_at) as latest_product_stage,
    bool_or(offer.is_won) as is_enrolled,
    min(coalesce(offer.closed_at, offer.updated_at)) filter (where offer.is_won) as enrolled_at,
    count(*) as product_opportunity_count,
    count(*) filter (where offer.is_open) as open_product_opportunity_count,
    count(*) filter (where offer.is_won) as won_product_opportunity_count,
    count(*) filter (where offer.is_lost) as lost_product_opportunity_count,
    sum(offer.quoted_fee) filter (where offer.currency = 'INR') as total_quoted_fee,
    sum(offer.paid_fee) filter (where offer.currency = 'INR') as total_paid_fee,
    max(offer.updated_at) as product_updated_at
  from {{ ref('dim_product_opportunity') }} as offer
  inner join {{ ref('user_map') }} as people using (lead_id)
  where not offer.is_deleted
    {%- if is_incremental() %} and people.user_id in (select user_id from changed) {%- endif %}
  group by people.user_id
),

scholarships as (
  select
    people.user_id,
    arg_max(exam.exam_name, exam.exam_date) as latest_exam_name,
    count(*) as scholarship_count,
    max(exam.exam_date) as latest_exam_date,
    min(exam.rank) as best_rank,
    max(exam.scholarship_percent) as best_scholarship_percent,
    bool_or(exam.has_appeared) as has_appeared,
    max(exam.updated_at) as scholarship_updated_at
  from {{ ref('dim_scholarship_opportunity') }} as exam
  inner join {{ ref('user_map') }} as people using (lead_id)
  where not exam.is_deleted
    {%- if is_incremental() %} and people.user_id in (select user_id from changed) {%- endif %}
  group by people.user_id
),

calls as (
  select
    people.user_id,
    cast(mode(call.call_hour_ist) filter (where call.is_connected) as bigint) as best_hour_ist,
    count(*) as call_count,
    count(*) filter (where call.is_connected) as connected_call_count,
    count(*) filter (where call.direction = 'inbound') as inbound_call_count,
    sum(call.talk_seconds) as total_talk_seconds,
    min(call.occurred_at) as first_call_at,
    max(call.occurred_at) as last_call_at,
    max(call.occurred_at) filter (where call.is_connected) as last_connected_call_at,
    {%- for days in [7, 30, 90] %}
    count(*) filter (
      where call.occurred_at > {{ as_of() }} - interval {{ days }} day
        and call.occurred_at <= {{ as_of() }}
    ) as calls_last_{{ days }}d,
    {%- endfor %}
    count(*) filter (
      where call.is_connected
        and call.occurred_at > {{ as_of() }} - interval 30 day
        and call.occurred_at <= {{ as_of() }}
    ) as connected_last_30d,
    count(distinct call.agent_id) as distinct_agents,
    max(call.updated_at) as call_updated_at
  from {{ ref('fact_call_log') }} as call
  inner join {{ ref('user_map') }} as people using (lead_id)
  where not call.is_deleted
    {%- if is_incremental() %} and people.user_id in (select user_id from changed) {%- endif %}
  group by people.user_id
),

dispositions as (
  select
    people.user_id,
    arg_max(outcome.disposition, outcome.occurred_at) as last_disposition,
    arg_max_null(outcome.sub_disposition, outcome.occurred_at)
      filter (where outcome.disposition is not null) as last_sub_disposition,
    arg_max(outcome.sub_disposition, outcome.occurred_at)
      filter (where outcome.is_not_interested) as last_not_interested_reason,
    arg_max(outcome.interest_level, outcome.occurred_at)
      filter (where outcome.interest_level <> 'none') as interest_level,
    count(*) as disposition_count,
    max(outcome.occurred_at) filter (where outcome.disposition is not null) as last_disposition_at,
    min(outcome.follow_up_at) filter (where outcome.follow_up_at > {{ as_of() }}) as next_follow_up_at,
    count(*) filter (where outcome.is_not_interested) as not_interested_count,
    bool_or(outcome.is_dnd) as has_dnd_disposition,
    max(outcome.updated_at) as disposition_updated_at
  from {{ ref('fact_call_disposition') }} as outcome
  inner join {{ ref('user_map') }} as people using (lead_id)
  where not outcome.is_deleted
    {%- if is_incremental() %} and people.user_id in (select user_id from changed) {%- endif %}
  group by people.user_id
),

joined as (
  select
    leads.*,
    products.* exclude (user_id) replace (
      coalesce(products.is_enrolled, false) as is_enrolled,
      {%- for column in ['product', 'open_product', 'won_product', 'lost_product'] %}
      coalesce(products.{{ column }}_opportunity_count, 0) as {{ column }}_opportunity_count,
      {%- endfor %}
      coalesce(products.total_quoted_fee, 0)::decimal(18, 2) as total_quoted_fee,
      coalesce(products.total_paid_fee, 0)::decimal(18, 2) as total_paid_fee
    ),
    scholarships.* exclude (user_id) replace (
      coalesce(scholarships.scholarship_count, 0) as scholarship_count,
      coalesce(scholarships.has_appeared, false) as has_appeared
    ),
    calls.* exclude (user_id) replace (
      {%- for column in [
        'call_count', 'connected_call_count', 'inbound_call_count', 'calls_last_7d',
        'calls_last_30d', 'calls_last_90d', 'connected_last_30d', 'distinct_agents'
      ] %}
      coalesce(calls.{{ column }}, 0) as {{ column }},
      {%- endfor %}
      coalesce(calls.total_talk_seconds, 0)::bigint as total_talk_seconds
    ),
    dispositions.* exclude (user_id) replace (
      coalesce(dispositions.disposition_count, 0) as disposition_count,
      coalesce(dispositions.not_interested_count, 0) as not_interested_count,
      coalesce(dispositions.has_dnd_disposition, false) as has_dnd_disposition
    )
  from leads
  left join products using (user_id)
  left join scholarships using (user_id)
  left join calls using (user_id)
  left join dispositions using (user_id)
),

contact as (
  select
    *,
    case
      when primary_mobile_number is null then 0
      else count(*) over (partition by primary_mobile_number)
    end as users_on_mobile,
    primary_mobile_number is not null and row_number() over (
      partition by primary_mobile_number order by first_seen_at, user_id
    ) = 1 as is_contact_owner,
    has_lead_dnd or has_dnd_disposition as is_dnd,
    coalesce(last_disposition in ('Wrong Number', 'Invalid Number'), false) as is_wrong_number
  from joined
),

golden as (
  select
    *,
    users_on_mobile > 1 as is_mobile_shared,
    nullif(trim(substr(full_name, strpos(full_name || ' ', first_name || ' ') + length(first_name))), '') as last_name,
    coalesce(date_of_birth > cast({{ ist(as_of()) }} as date) - interval 18 year, true) as is_minor,
    greatest(last_enquiry_at, last_connected_call_at) as last_seen_at,
    primary_mobile_number is not null and not is_wrong_number and not is_dnd
      and coalesce(whatsapp_opt_in, true) as can_whatsapp,
    primary_mobile_number is not null and not is_wrong_number and not is_dnd
      and coalesce(sms_opt_in, true) as can_sms,
    email is not null and not is_dnd and coalesce(email_opt_in, true) as can_email,
    primary_mobile_number is not null and not is_wrong_number and not is_dnd as can_call,
    10 * (
      {%- for column in complete %}
      cast({{ column }} is not null as bigint){{ " +" if not loop.last }}
      {%- endfor %}
    ) as profile_completeness,
    greatest(
      lead_updated_at, product_updated_at, scholarship_updated_at, call_updated_at,
      disposition_updated_at
    ) as updated_at
  from contact
)

select *, md5(concat_ws('|', *columns(* exclude (user_id)))) as row_hash
from golden
