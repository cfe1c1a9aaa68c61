/*
description: One row a registration of a lead for a scholarship exam, with its result.
key: scholarship_opportunity_id
scope: row
columns:
  scholarship_opportunity_id: Record id of the registration in the CRM.
  lead_id: Lead that registered.
  exam_code: Code of the exam, such as ANTHE.
  exam_name: Name of the exam.
  exam_date: Day of the exam (IST).
  exam_mode: Whether it is written Online or Offline at a centre.
  roll_number:
    description: Roll number of the candidate.
    pii: roll_number
  registration_status: How the registration stands, Registered, Admit Card Issued or Cancelled.
  has_appeared: Whether the candidate wrote the exam.
  score:
    description: Score in the exam; scores of different exams do not compare.
    unit: marks
  rank:
    description: Rank in the exam, 1 is best; empty when it is not a rank.
    unit: rank
  scholarship_percent:
    description: Share of the fee that the scholarship covers.
    unit: percent
  result_declared_at: When the result was published (UTC).
  stage: How far the registration has come, Registered to Admission Taken or Lost.
  owner_id: Agent who looks after it.
  extra:
    description: JSON text of columns that the contract does not know.
    pii: unclassified
  is_deleted: Whether the row was deleted in the CRM; ignored downstream.
  created_at: When the row was created in the CRM (UTC).
  updated_at: When the row was last changed in the CRM (UTC).
  deleted_at: When the row was deleted in the CRM (UTC).
  ingested_at: When this version of the row arrived in the warehouse (UTC).
*/
select
  crm.id as scholarship_opportunity_id,
  crm.lead_id,
  nullif(trim(crm.exam_code), '') as exam_code,
  nullif(trim(crm.exam_name), '') as exam_name,
  crm.exam_date,
  nullif(trim(crm.exam_mode), '') as exam_mode,
  nullif(upper(trim(crm.roll_number)), '') as roll_number,
  crm.registration_status,
  coalesce(crm.appeared, false) as has_appeared,
  crm.score,
  case when crm.rank >= 1 then crm.rank end as rank,
  cast(crm.scholarship_percent as decimal(5, 2)) as scholarship_percent,
  crm.result_declared_at,
  crm.stage,
  crm.owner_id,
  crm.extra,
  crm.deleted_at is not null as is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at as ingested_at
from source.scholarship_opportunity as crm
