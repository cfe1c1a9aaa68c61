/*
description: One row an outcome that an agent recorded for a call, with what the catalogue says about it.
key: call_disposition_id
scope: row
columns:
  call_disposition_id: Record id of the outcome in the CRM.
  call_log_id: Call it belongs to; a call has none, one or several.
  lead_id: Lead the call was with; it may not have arrived yet.
  agent_id: Agent who recorded it.
  disposition: The outcome, an entry of silver.dim_disposition unless the contract warned.
  sub_disposition: The outcome in more detail; empty where there is none.
  is_connected: Whether somebody was spoken to; empty when the catalogue does not know the outcome.
  interest_level: What it says about interest, enrolled, hot, warm, follow_up, none or negative.
  is_wrong_number: Whether the number does not reach the person at all.
  is_dnd: Whether the person asked not to be disturbed.
  is_not_interested: Whether the person declined.
  remarks:
    description: What the agent wrote down, in any language.
    pii: remarks
  follow_up_at: When the agent promised to call again (UTC).
  disposed_at: When it was recorded (UTC), as delivered.
  occurred_at: When it was recorded (UTC), or created where that is not known.
  disposition_date: Day it was recorded, in India.
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
  crm.id as call_disposition_id,
  crm.call_log_id,
  crm.lead_id,
  crm.agent_id,
  crm.disposition,
  crm.sub_disposition,
  coalesce(exact.is_connected, plain.is_connected) as is_connected,
  coalesce(exact.interest_level, plain.interest_level, 'none') as interest_level,
  coalesce(plain.is_wrong_number, false) as is_wrong_number,
  coalesce(plain.is_dnd, false) as is_dnd,
  coalesce(plain.is_not_interested, false) as is_not_interested,
  nullif(trim(crm.remarks), '') as remarks,
  crm.follow_up_at,
  crm.disposed_at,
  coalesce(crm.disposed_at, crm.created_at) as occurred_at,
  cdp_ist_date(coalesce(crm.disposed_at, crm.created_at)) as disposition_date,
  crm.extra,
  crm.deleted_at is not null as is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at as ingested_at
from source.call_disposition as crm
left join silver.dim_disposition as plain -- every outcome stands in the catalogue without detail
  on crm.disposition = plain.disposition_key
left join silver.dim_disposition as exact
  on crm.disposition = exact.disposition
  and crm.sub_disposition = exact.sub_disposition
