{{ config(materialized='table') }}
select
  case
    when entry.sub_disposition is null then entry.disposition
    else concat(entry.disposition, '/', entry.sub_disposition)
  end as disposition_key,
  entry.disposition,
  entry.sub_disposition,
  entry.is_connected,
  entry.interest_level,
  case entry.interest_level
    when 'enrolled' then 5
    when 'hot' then 4
    when 'warm' then 3
    when 'follow_up' then 2
    when 'none' then 1
    else 0
  end as interest_rank,
  entry.disposition in ('Wrong Number', 'Invalid Number') as is_wrong_number,
  entry.disposition = 'Do Not Disturb' as is_dnd,
  entry.disposition = 'Not Interested' as is_not_interested
from (
  values
    ('Ringing No Response', null, false, 'none'),
    ('Busy', null, false, 'none'),
    ('Switched Off', null, false, 'none'),
    ('Not Reachable', null, false, 'none'),
    ('Call Disconnected', null, false, 'none'),
    ('Out of Service', null, false, 'none'),
    ('Invalid Number', null, false, 'none'),
    ('Interested', null, true, 'warm'),
    ('Interested', 'Hot', true, 'hot'),
    ('Interested', 'Warm', true, 'warm'),
    ('Call Back Later', null, true, 'follow_up'),
    ('Counselling Booked', null, true, 'hot'),
    ('Centre Visit Booked', null, true, 'hot'),
    ('Form Submitted', null, true, 'hot'),
    ('Fee Paid', null, true, 'enrolled'),
    ('Awaiting Board Result', null, true, 'follow_up'),
    ('Not Interested', null, true, 'negative'),
    ('Not Interested', 'Fees', true, 'negative'),
    ('Not Interested', 'Distance', true, 'negative'),
    ('Not Interested', 'Enrolled Elsewhere', true, 'negative'),
    ('Not Interested', 'Other', true, 'negative'),
    ('Wrong Number', null, true, 'none'),
    ('Wrong Person', null, true, 'none'),
    ('Do Not Disturb', null, true, 'negative'),
    ('Language Barrier', null, true, 'follow_up')
) as entry (disposition, sub_disposition, is_connected, interest_level)
