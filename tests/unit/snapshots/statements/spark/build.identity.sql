-- definition work.identity_pin_row
SELECT
  CAST(NULL AS STRING) AS record_a,
  CAST(NULL AS STRING) AS record_b,
  CAST(NULL AS BOOLEAN) AS same
WHERE
  FALSE;

-- table work.identity_former
SELECT
  *
FROM identity.registry;

-- definition work.identity_record
SELECT
  'silver.dim_lead' AS record_table,
  0 AS table_no,
  CAST(lead_id AS STRING) AS record_key,
  CAST(created_at AS TIMESTAMP_NTZ) AS observed_at,
  NULLIF(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        TRIM(
          REGEXP_REPLACE(
            CASE
              WHEN NOT full_name RLIKE '[^\\u0000-\\u007f]'
              THEN LOWER(full_name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(full_name),
                  '[\\u0300-\\u036f\\u200c\\u200d\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                  ''
                ),
                'àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžṭḍṇṅṛṣṃḥḷ',
                'aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzztdnnrsmhl'
              )
            END,
            '[^\\p{L}\\p{M}\\p{N} ][^\\p{L}\\p{M}\\p{N}]*| [^\\p{L}\\p{M}\\p{N}]+',
            ' '
          )
        ),
        '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam) )+',
        ''
      ),
      '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
      ''
    ),
    ''
  ) AS name_key,
  CAST(date_of_birth AS DATE) AS born,
  NULLIF(CAST(student_id AS STRING), '') AS id_student_id,
  NULLIF(CAST(primary_mobile_number AS STRING), '') AS id_mobile,
  NULLIF(CAST(email AS STRING), '') AS id_email
FROM silver.dim_lead
WHERE
  (
    NOT is_deleted
  );

-- definition work.identity_identifier
SELECT
  record_no,
  0 AS type_no,
  id_student_id AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_student_id IS NULL
UNION ALL
SELECT
  record_no,
  1 AS type_no,
  id_mobile AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_mobile IS NULL
UNION ALL
SELECT
  record_no,
  2 AS type_no,
  id_email AS identifier_value
FROM work.identity_numbered
WHERE
  NOT id_email IS NULL;

-- definition work.identity_pin
WITH named AS (
  SELECT
    record_a AS name
  FROM work.identity_pin_row
  UNION
  SELECT
    record_b AS name
  FROM work.identity_pin_row
), held AS (
  SELECT
    n.name,
    r.record_no
  FROM named AS n
  JOIN work.identity_numbered AS r
    ON r.record_key = n.name
  UNION
  SELECT
    n.name,
    r.record_no
  FROM named AS n
  JOIN work.identity_numbered AS r
    ON r.record_key = SUBSTRING(n.name, LOCATE(':', n.name) + 1)
    AND r.record_table = SUBSTRING(n.name, 1, LOCATE(':', n.name) - 1)
)
SELECT
  a.record_no AS record_a,
  b.record_no AS record_b,
  p.same
FROM work.identity_pin_row AS p
JOIN held AS a
  ON a.name = p.record_a
JOIN held AS b
  ON b.name = p.record_b;

-- question
SELECT
  record_no,
  other_no
FROM work.identity_link;

-- question
SELECT
  *
FROM work.identity_conflict_candidate
ORDER BY
  group_no NULLS LAST,
  place NULLS LAST;

-- question
SELECT
  *
FROM work.identity_conflict_value;

-- table work.identity_former_refusal
SELECT
  *
FROM identity.refused_link
WHERE
  TRUE;

-- rows into identity.refused_link
SELECT
  *
FROM work.identity_refusal;

-- part work.identity_reason of work.identity_entry
WITH held AS (
  SELECT
    l.record_no,
    l.other_no,
    CASE l.type_no WHEN -1 THEN -1 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 END AS place
  FROM work.identity_link AS l
  JOIN identity.registry AS a
    ON a.record_no = l.record_no
  JOIN identity.registry AS b
    ON b.record_no = l.other_no
  WHERE
    a.user_id = b.user_id AND l.type_no = -1
)
SELECT
  record_no,
  MIN(place) AS place
FROM (
  SELECT
    record_no,
    place
  FROM held
  UNION ALL
  SELECT
    other_no,
    place
  FROM held
) AS either
GROUP BY
  record_no;

-- part work.identity_known_user of work.identity_entry
SELECT DISTINCT
  user_id
FROM work.identity_former
WHERE
  is_live;

-- table work.identity_entry
SELECT
  'run' AS run_id,
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
JOIN work.identity_reason AS w
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
  'run' AS run_id,
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
  'run' AS run_id,
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

-- table ops.identity_log
SELECT
  *
FROM work.identity_entry;

-- table work.identity_retired
SELECT
  l.user_id AS retired_user_id,
  COALESCE(g.user_id, l.user_id) AS user_id
FROM (
  SELECT DISTINCT
    from_user AS user_id
  FROM ops.identity_log
  WHERE
    NOT from_user IS NULL
) AS l
LEFT JOIN identity.registry AS g
  ON g.record_no = l.user_id
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM identity.registry AS u
    WHERE
      u.is_live AND u.user_id = l.user_id
  );

-- question
SELECT
  (
    SELECT
      COUNT(*)
    FROM work.identity_retired AS a
    JOIN work.identity_retired AS b
      ON b.retired_user_id = a.user_id
    WHERE
      b.user_id <> a.user_id
  ) AS unfinished,
  (
    SELECT
      COUNT(*)
    FROM (
      SELECT
        a.retired_user_id,
        a.user_id
      FROM work.identity_retired AS a
      WHERE
        NOT EXISTS(
          SELECT
            1
          FROM work.identity_retired AS b
          WHERE
            b.retired_user_id = a.user_id
        )
    ) AS f
  ) AS redirects,
  (
    SELECT
      0
  ) AS differing;

-- table identity.redirect
SELECT
  a.retired_user_id,
  a.user_id
FROM work.identity_retired AS a
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.identity_retired AS b
    WHERE
      b.retired_user_id = a.user_id
  );
