/*
description: One row an agent, a person of the company who talks to leads; those who left stay, not active.
key: agent_id
scope: row
columns:
  agent_id: Record id of the agent in the CRM.
  full_name:
    description: Name for show, single-spaced and in title case.
    pii: name
  name_raw:
    description: The name as it was typed.
    pii: name
  email:
    description: Work e-mail address in lower case.
    pii: email
  email_raw:
    description: The address as it was typed.
    pii: email
  role: Role of the agent, such as Counsellor.
  team: Team of the agent.
  branch_id: Branch of the agent.
  is_active: Whether the agent still works here; deleted agents do not.
  extra:
    description: JSON text of columns that the contract does not know.
    pii: unclassified
  is_deleted: Whether the row was deleted in the CRM.
  created_at: When the row was created in the CRM (UTC).
  updated_at: When the row was last changed in the CRM (UTC).
  deleted_at: When the row was deleted in the CRM (UTC).
  ingested_at: When this version of the row arrived in the warehouse (UTC).
*/
select
  crm.id as agent_id,
  cdp_name(crm.name) as full_name,
  crm.name as name_raw,
  nullif(lower(trim(crm.email)), '') as email,
  crm.email as email_raw,
  nullif(trim(crm.role), '') as role,
  nullif(trim(crm.team), '') as team,
  crm.branch_id,
  coalesce(crm.is_active, true) and crm.deleted_at is null as is_active,
  crm.extra,
  crm.deleted_at is not null as is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at as ingested_at
from source."user" as crm
