-- question
SELECT
  COUNT(*) AS n
FROM identity.refused_link;

-- question
SELECT
  `record_no`,
  `record_table`,
  `record_key`,
  `user_id`,
  `component_no`,
  `is_live`
FROM identity.registry;

-- question
SELECT
  `lead_id`,
  `primary_mobile_number`,
  `email`,
  `student_id`,
  `full_name`,
  `date_of_birth`,
  `is_deleted`,
  `created_at`
FROM silver.dim_lead;

-- table work.rehearsal_before
SELECT
  record_no,
  record_table,
  record_key,
  user_id
FROM identity.registry
WHERE
  is_live;

-- table work.identity_entry
SELECT
  'rehearsal' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  CASE
    WHEN o.record_no IS NULL OR NOT o.is_live
    THEN 'assigned'
    WHEN NOT k.user_id IS NULL
    THEN 'merged'
    ELSE 'split'
  END AS kind,
  f.record_no,
  f.record_table,
  f.record_key,
  CASE WHEN o.is_live THEN o.user_id END AS from_user,
  f.user_id AS to_user,
  CASE w.place
    WHEN -1
    THEN 'pin'
    WHEN 0
    THEN 'same student number'
    WHEN 1
    THEN 'same mobile'
    WHEN 2
    THEN 'same email'
  END AS rule,
  CASE w.place
    WHEN -1
    THEN 'pin'
    WHEN 0
    THEN 'student_id'
    WHEN 1
    THEN 'mobile'
    WHEN 2
    THEN 'email'
  END AS identifier_type,
  CASE w.place
    WHEN -1
    THEN NULL
    WHEN 0
    THEN i.id_student_id
    WHEN 1
    THEN i.id_mobile
    WHEN 2
    THEN i.id_email
  END AS identifier_value,
  CAST(NULL AS STRING) AS evidence
FROM identity.registry AS f
LEFT JOIN work.identity_former AS o
  ON o.record_no = f.record_no
LEFT JOIN work.identity_known_user AS k
  ON k.user_id = f.user_id
LEFT JOIN work.identity_reason AS w
  ON w.record_no = f.record_no
LEFT JOIN work.identity_numbered AS i
  ON i.record_no = f.record_no AND w.place >= 0
WHERE
  f.is_live
  AND (
    o.record_no IS NULL OR NOT o.is_live OR o.user_id <> f.user_id
  )
UNION ALL
SELECT
  'rehearsal' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  'removed',
  f.record_no,
  f.record_table,
  f.record_key,
  o.user_id,
  CAST(NULL AS BIGINT),
  NULL,
  NULL,
  NULL,
  NULL
FROM identity.registry AS f
JOIN work.identity_former AS o
  ON o.record_no = f.record_no
WHERE
  o.is_live AND NOT f.is_live
UNION ALL
SELECT
  'rehearsal' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) AS at,
  'refused',
  a.record_no,
  a.record_table,
  a.record_key,
  a.user_id,
  b.user_id,
  x.rule,
  NULL,
  NULL,
  CONCAT(COALESCE(x.reason, ''), ' of record ', COALESCE(CAST(x.record_b AS STRING), ''))
FROM (
  SELECT
    record_a,
    record_b,
    rule,
    reason
  FROM work.identity_refusal
  EXCEPT
  SELECT
    record_a,
    record_b,
    rule,
    reason
  FROM work.identity_former_refusal
) AS x
JOIN identity.registry AS a
  ON a.record_no = x.record_a
JOIN identity.registry AS b
  ON b.record_no = x.record_b;

-- table work.rehearsal_move
SELECT
  COALESCE(a.record_no, b.record_no) AS record_no,
  COALESCE(a.record_table, b.record_table) AS record_table,
  COALESCE(a.record_key, b.record_key) AS record_key,
  b.user_id AS user_before,
  a.user_id AS user_after
FROM work.rehearsal_before AS b
FULL JOIN (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live
) AS a
  ON a.record_table = b.record_table AND a.record_key = b.record_key;

-- question
SELECT
  COUNT(user_before) AS records_before,
  COUNT(user_after) AS records_after,
  COUNT(DISTINCT user_before) AS users_before,
  COUNT(DISTINCT user_after) AS users_after,
  COUNT(CASE WHEN user_before <> user_after THEN 1 END) AS moved
FROM work.rehearsal_move;

-- question
SELECT
  COUNT(DISTINCT m.user_after) AS users,
  COUNT(DISTINCT m.user_before) AS parts
FROM work.rehearsal_move AS m
JOIN (
  SELECT
    user_after AS user_id,
    COUNT(DISTINCT user_before) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_after
  HAVING
    COUNT(DISTINCT user_before) > 1
) AS c
  ON c.user_id = m.user_after;

-- question
SELECT
  *
FROM (
  SELECT
    user_after AS user_id,
    COUNT(DISTINCT user_before) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_after
  HAVING
    COUNT(DISTINCT user_before) > 1
) AS c
ORDER BY
  records DESC,
  parts DESC,
  user_id NULLS LAST
LIMIT 1;

-- question
SELECT
  *
FROM (
  SELECT
    user_after AS user_id,
    COUNT(DISTINCT user_before) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_after
  HAVING
    COUNT(DISTINCT user_before) > 1
) AS c
WHERE
  user_id <> 0
ORDER BY
  (
    user_id % 1000003
  ) * 7919 % 1000003 NULLS LAST,
  user_id NULLS LAST
LIMIT 5;

-- question
SELECT
  COUNT(DISTINCT m.user_before) AS users,
  COUNT(DISTINCT m.user_after) AS parts
FROM work.rehearsal_move AS m
JOIN (
  SELECT
    user_before AS user_id,
    COUNT(DISTINCT user_after) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_before
  HAVING
    COUNT(DISTINCT user_after) > 1
) AS c
  ON c.user_id = m.user_before;

-- question
SELECT
  *
FROM (
  SELECT
    user_before AS user_id,
    COUNT(DISTINCT user_after) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_before
  HAVING
    COUNT(DISTINCT user_after) > 1
) AS c
ORDER BY
  records DESC,
  parts DESC,
  user_id NULLS LAST
LIMIT 1;

-- question
SELECT
  *
FROM (
  SELECT
    user_before AS user_id,
    COUNT(DISTINCT user_after) AS parts,
    COUNT(*) AS records
  FROM work.rehearsal_move
  WHERE
    NOT user_before IS NULL AND NOT user_after IS NULL
  GROUP BY
    user_before
  HAVING
    COUNT(DISTINCT user_after) > 1
) AS c
WHERE
  user_id <> 0
ORDER BY
  (
    user_id % 1000003
  ) * 7919 % 1000003 NULLS LAST,
  user_id NULLS LAST
LIMIT 5;
