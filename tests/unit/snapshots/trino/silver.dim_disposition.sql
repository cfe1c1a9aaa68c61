SELECT
  CASE
    WHEN entry.sub_disposition IS NULL
    THEN entry.disposition
    ELSE CONCAT(
      COALESCE(CAST(entry.disposition AS VARCHAR), ''),
      COALESCE(CAST('/' AS VARCHAR), ''),
      COALESCE(CAST(entry.sub_disposition AS VARCHAR), '')
    )
  END AS disposition_key,
  entry.disposition,
  entry.sub_disposition,
  entry.is_connected,
  entry.interest_level,
  CASE entry.interest_level
    WHEN 'enrolled'
    THEN 5
    WHEN 'hot'
    THEN 4
    WHEN 'warm'
    THEN 3
    WHEN 'follow_up'
    THEN 2
    WHEN 'none'
    THEN 1
    ELSE 0
  END AS interest_rank,
  entry.disposition IN ('Wrong Number', 'Invalid Number') AS is_wrong_number,
  entry.disposition = 'Do Not Disturb' AS is_dnd,
  entry.disposition = 'Not Interested' AS is_not_interested
FROM (VALUES
  ('Ringing No Response', NULL, FALSE, 'none'),
  ('Busy', NULL, FALSE, 'none'),
  ('Switched Off', NULL, FALSE, 'none'),
  ('Not Reachable', NULL, FALSE, 'none'),
  ('Call Disconnected', NULL, FALSE, 'none'),
  ('Out of Service', NULL, FALSE, 'none'),
  ('Invalid Number', NULL, FALSE, 'none'),
  ('Interested', NULL, TRUE, 'warm'),
  ('Interested', 'Hot', TRUE, 'hot'),
  ('Interested', 'Warm', TRUE, 'warm'),
  ('Call Back Later', NULL, TRUE, 'follow_up'),
  ('Counselling Booked', NULL, TRUE, 'hot'),
  ('Centre Visit Booked', NULL, TRUE, 'hot'),
  ('Form Submitted', NULL, TRUE, 'hot'),
  ('Fee Paid', NULL, TRUE, 'enrolled'),
  ('Awaiting Board Result', NULL, TRUE, 'follow_up'),
  ('Not Interested', NULL, TRUE, 'negative'),
  ('Not Interested', 'Fees', TRUE, 'negative'),
  ('Not Interested', 'Distance', TRUE, 'negative'),
  ('Not Interested', 'Enrolled Elsewhere', TRUE, 'negative'),
  ('Not Interested', 'Other', TRUE, 'negative'),
  ('Wrong Number', NULL, TRUE, 'none'),
  ('Wrong Person', NULL, TRUE, 'none'),
  ('Do Not Disturb', NULL, TRUE, 'negative'),
  ('Language Barrier', NULL, TRUE, 'follow_up')) AS entry(disposition, sub_disposition, is_connected, interest_level);
