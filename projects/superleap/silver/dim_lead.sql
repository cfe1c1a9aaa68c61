/*
description: One row a lead, an enquiry of a student as the CRM knows it, cleaned; several leads may be one person.
key: lead_id
scope: row
history:
  columns: [lead_stage, lead_status, owner_id, owner_name, primary_mobile_number, is_deleted]
  at: updated_at
columns:
  lead_id: Record id of the lead in the CRM.
  primary_mobile_number:
    description: The one and only communication number as E.164; empty when it cannot be read. Dummies are kept and flagged.
    pii: mobile
  primary_mobile_number_raw:
    description: The number as it was typed.
    pii: mobile
  is_dummy_mobile: Whether the number is one that people type to get past a form, such as all nines; never to be contacted.
  email:
    description: E-mail address in lower case; empty when malformed or a placeholder.
    pii: email
  email_raw:
    description: The address as it was typed.
    pii: email
  student_id:
    description: Enrolment number in upper case; leads with one number are one person.
    pii: student_id
  full_name:
    description: Name for show, single-spaced and in title case, honorifics kept.
    pii: name
  first_name:
    description: First word of the name, behind an honorific.
    pii: name
  last_name:
    description: The rest of the name behind the first word; empty when there is none.
    pii: name
  name_key:
    description: Folded name without case, honorifics and punctuation, for comparing and searching.
    pii: name
  name_raw:
    description: The name as it was typed.
    pii: name
  date_of_birth:
    description: Birth date; empty when before 1950 or later than the lead itself.
    pii: birth_date
  date_of_birth_raw:
    description: Birth date as delivered, even where it is impossible.
    pii: birth_date
  gender:
    description: Male, Female or Other; empty when unknown.
    pii: gender
  class_name: Class the student is in, 5 to 12 or Repeater.
  stream: Stream of interest, Medical, Engineering or Foundation.
  board: School board, such as CBSE.
  school_name:
    description: School the student goes to.
    pii: school
  city:
    description: City of residence, in title case.
    pii: address
  state: State of residence, in title case.
  pincode:
    description: Postal code of residence, six digits; empty when it is not one.
    pii: address
  pincode_raw:
    description: The postal code as it was typed.
    pii: address
  branch_id: Branch that looks after the lead.
  branch_name: Name of that branch.
  lead_source: Where the enquiry came from, such as Website or Walk-in.
  lead_sub_source: The source in more detail.
  utm_source: Source of the click that led to the enquiry.
  utm_medium: Medium of that click.
  utm_campaign: Campaign of that click.
  lead_stage: How far the enquiry has come, New to Enrolled or Lost.
  lead_status: How the enquiry stands, Open, Hot, Warm, Cold or Closed.
  lead_score:
    description: Score the CRM gives the lead.
    unit: points
  owner_id: Agent who owns the lead.
  owner_name: Name of that agent.
  academic_session: Session the enquiry is about, as 2026-27.
  target_exam_year: Year of the exam the student prepares for.
  preferred_language: Language the family prefers to speak.
  whatsapp_opt_in: Whether the person agreed to WhatsApp messages; empty when never asked.
  sms_opt_in: Whether the person agreed to text messages; empty when never asked.
  email_opt_in: Whether the person agreed to e-mails; empty when never asked.
  is_dnd: Whether the person asked on this lead not to be disturbed at all.
  extra:
    description: JSON text of columns that the contract does not know.
    pii: unclassified
  is_deleted: Whether the lead was deleted in the CRM; ignored downstream.
  created_at: When the lead was created in the CRM (UTC).
  updated_at: When the lead was last changed in the CRM (UTC).
  deleted_at: When the lead was deleted in the CRM (UTC).
  ingested_at: When this version of the row arrived in the warehouse (UTC).
*/
with cleaned as (
  select
    crm.*,
    cdp_mobile(crm.primary_mobile_number) as mobile,
    cdp_name(crm.name) as shown_name,
    replace(trim(crm.pincode), ' ', '') as written_pincode
  from source.lead as crm
),

named as (
  select
    cleaned.*,
    case
      when split_part(lower(shown_name), ' ', 1) in (
        'mr', 'mr.', 'mrs', 'mrs.', 'ms', 'ms.', 'miss', 'mx', 'mx.', 'dr', 'dr.', 'er', 'er.',
        'prof', 'prof.', 'professor', 'shri', 'shree', 'sri', 'smt', 'smt.', 'shrimati',
        'kumari', 'kum', 'kum.', 'km', 'km.', 'master', 'mast', 'mast.', 'sir', 'madam'
      ) and strpos(shown_name, ' ') > 0
        then substr(shown_name, strpos(shown_name, ' ') + 1)
      else shown_name
    end as called_name
  from cleaned
)

select
  named.id as lead_id,
  named.mobile as primary_mobile_number,
  named.primary_mobile_number as primary_mobile_number_raw,
  coalesce(cdp_is_dummy_mobile(named.mobile), false) as is_dummy_mobile,
  cdp_email(named.email) as email,
  named.email as email_raw,
  nullif(upper(trim(named.student_id)), '') as student_id,
  named.shown_name as full_name,
  split_part(named.called_name, ' ', 1) as first_name,
  nullif(substr(named.called_name, length(split_part(named.called_name, ' ', 1)) + 2), '') as last_name,
  cdp_name_key(named.name) as name_key,
  named.name as name_raw,
  case
    when named.date_of_birth >= date '1950-01-01'
      and named.date_of_birth <= cast(named.created_at as date)
      then named.date_of_birth
  end as date_of_birth,
  named.date_of_birth as date_of_birth_raw,
  case
    when lower(trim(named.gender)) in ('male', 'm', 'boy') then 'Male'
    when lower(trim(named.gender)) in ('female', 'f', 'girl') then 'Female'
    when lower(trim(named.gender)) in ('other', 'o', 'others', 'transgender') then 'Other'
  end as gender,
  nullif(trim(named.class_name), '') as class_name,
  nullif(trim(named.stream), '') as stream,
  nullif(trim(named.board), '') as board,
  nullif(trim(named.school_name), '') as school_name,
  cdp_name(named.city) as city,
  cdp_name(named.state) as state,
  case
    when length(named.written_pincode) = 6
      and cdp_int(named.written_pincode) between 100000 and 999999
      then named.written_pincode
  end as pincode,
  named.pincode as pincode_raw,
  named.branch_id,
  nullif(trim(named.branch_name), '') as branch_name,
  nullif(trim(named.lead_source), '') as lead_source,
  nullif(trim(named.lead_sub_source), '') as lead_sub_source,
  nullif(trim(named.utm_source), '') as utm_source,
  nullif(trim(named.utm_medium), '') as utm_medium,
  nullif(trim(named.utm_campaign), '') as utm_campaign,
  named.lead_stage,
  named.lead_status,
  named.lead_score,
  named.owner_id,
  owner.full_name as owner_name,
  nullif(trim(named.academic_session), '') as academic_session,
  named.target_exam_year,
  nullif(trim(named.preferred_language), '') as preferred_language,
  named.whatsapp_opt_in,
  named.sms_opt_in,
  named.email_opt_in,
  coalesce(named.dnd, false) as is_dnd,
  named.extra,
  named.deleted_at is not null as is_deleted,
  named.created_at,
  named.updated_at,
  named.deleted_at,
  named._ingested_at as ingested_at
from named
left join silver.dim_agent as owner
  on named.owner_id = owner.agent_id
