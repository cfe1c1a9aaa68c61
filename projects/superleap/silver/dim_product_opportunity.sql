/*
description: One row a course that was offered to a lead, with its stage and fees.
key: product_opportunity_id
scope: row
columns:
  product_opportunity_id: Record id of the opportunity in the CRM.
  lead_id: Lead the course was offered to.
  product_code: Code of the course, such as NEET-2Y.
  product_name: Name of the course.
  mode: How the course is taught, Classroom, Digital or Hybrid.
  academic_session: Session the course belongs to, as 2026-27.
  stage: How far the offer has come, Open to Enrolled or Lost.
  is_open: Whether the offer is neither won nor lost.
  is_won: Whether the person enrolled.
  is_lost: Whether the offer was lost.
  lost_reason: Why the offer was lost.
  quoted_fee:
    description: Fee that was quoted, exact to the paisa.
    unit: currency
  discount_percent:
    description: Discount on the quoted fee.
    unit: percent
  paid_fee:
    description: Fee that has been paid, exact to the paisa.
    unit: currency
  currency: Currency of the fees, three capital letters; INR when the CRM leaves it empty.
  expected_close_date: When the agent expects a decision.
  closed_at: When the offer was won or lost (UTC).
  branch_id: Branch that made the offer.
  owner_id: Agent who made the offer.
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
  crm.id as product_opportunity_id,
  crm.lead_id,
  nullif(upper(trim(crm.product_code)), '') as product_code,
  nullif(trim(crm.product_name), '') as product_name,
  nullif(trim(crm.mode), '') as mode,
  nullif(trim(crm.academic_session), '') as academic_session,
  crm.stage,
  coalesce(crm.stage not in ('Enrolled', 'Lost'), true) as is_open,
  coalesce(crm.stage = 'Enrolled', false) as is_won,
  coalesce(crm.stage = 'Lost', false) as is_lost,
  nullif(trim(crm.lost_reason), '') as lost_reason,
  cast(crm.quoted_fee as decimal(18, 2)) as quoted_fee,
  cast(crm.discount_percent as decimal(5, 2)) as discount_percent,
  cast(crm.paid_fee as decimal(18, 2)) as paid_fee,
  coalesce(nullif(upper(trim(crm.currency)), ''), 'INR') as currency,
  crm.expected_close_date,
  crm.closed_at,
  crm.branch_id,
  crm.owner_id,
  crm.extra,
  crm.deleted_at is not null as is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at as ingested_at
from source.product_opportunity as crm
