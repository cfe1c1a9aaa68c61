/*
description: One row a telephone call between an agent and a lead, as the telephony provider reports it.
key: call_log_id
scope: row
columns:
  call_log_id: Record id of the call in the CRM.
  lead_id: Lead that was called or called us; it may not have arrived yet.
  agent_id: Agent on the call.
  direction: Who called whom, outbound or inbound.
  telephony_provider: Provider that carried the call.
  provider_call_id: The provider's own id of the call.
  from_number:
    description: Number that called, as the provider writes it.
    pii: mobile
  to_number:
    description: Number that was called, as the provider writes it.
    pii: mobile
  status: How the call ended for the provider, answered, no_answer, busy, failed or cancelled.
  is_connected: Whether the call was answered.
  campaign: Calling campaign the call belongs to.
  occurred_at: When the call happened (UTC), its start, or its creation where the provider gave no start.
  call_date: Day of the call in India.
  call_hour_ist:
    description: Hour of the call in India, 0 to 23.
    unit: hour
  started_at: When it began to ring (UTC).
  answered_at: When it was answered (UTC).
  ended_at: When it ended (UTC).
  ring_seconds:
    description: How long it rang.
    unit: seconds
  talk_seconds:
    description: How long was talked.
    unit: seconds
  recording_url:
    description: Address of the recording.
    pii: recording
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
  crm.id as call_log_id,
  crm.lead_id,
  crm.agent_id,
  crm.direction,
  crm.telephony_provider,
  crm.provider_call_id,
  crm.from_number,
  crm.to_number,
  crm.status,
  coalesce(crm.status = 'answered', false) as is_connected,
  nullif(trim(crm.campaign), '') as campaign,
  coalesce(crm.started_at, crm.created_at) as occurred_at,
  cdp_ist_date(coalesce(crm.started_at, crm.created_at)) as call_date,
  cdp_ist_hour(coalesce(crm.started_at, crm.created_at)) as call_hour_ist,
  crm.started_at,
  crm.answered_at,
  crm.ended_at,
  crm.ring_seconds,
  crm.talk_seconds,
  crm.recording_url,
  crm.extra,
  crm.deleted_at is not null as is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at as ingested_at
from source.call_log as crm
