-- question
SELECT
  *
FROM identity.pin;

-- table work.identity_touched_value
SELECT
  *
FROM (
  SELECT
    0 AS type_no,
    CAST(NULL AS VARCHAR) AS identifier_value
  UNION
  SELECT
    0 AS type_no,
    CAST(student_id AS VARCHAR) AS identifier_value
  FROM work.changed_silver_dim_lead
  UNION
  SELECT
    1 AS type_no,
    CAST(primary_mobile_number AS VARCHAR) AS identifier_value
  FROM work.changed_silver_dim_lead
  UNION
  SELECT
    2 AS type_no,
    CAST(email AS VARCHAR) AS identifier_value
  FROM work.changed_silver_dim_lead
) AS v
WHERE
  NOT NULLIF(identifier_value, '') IS NULL;

-- part work.identity_touched of work.identity_seed
SELECT
  'silver.dim_lead' AS record_table,
  CAST(lead_id AS VARCHAR) AS record_key
FROM work.changed_silver_dim_lead
UNION
SELECT
  g.record_table,
  g.record_key
FROM (
  SELECT
    record_a,
    record_b,
    same
  FROM work.identity_pin_row
) AS p
JOIN identity.registry AS g
  ON p.record_a IN (
    g.record_key,
    CONCAT(CAST(g.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(g.record_key AS VARCHAR))
  )
UNION
SELECT
  g.record_table,
  g.record_key
FROM (
  SELECT
    record_a,
    record_b,
    same
  FROM work.identity_pin_row
) AS p
JOIN identity.registry AS g
  ON p.record_b IN (
    g.record_key,
    CONCAT(CAST(g.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(g.record_key AS VARCHAR))
  )
UNION
SELECT
  g.record_table,
  g.record_key
FROM (
  SELECT
    *
  FROM identity.pin
  EXCEPT
  SELECT
    record_a,
    record_b,
    same
  FROM work.identity_pin_row
) AS p
JOIN identity.registry AS g
  ON p.record_a IN (
    g.record_key,
    CONCAT(CAST(g.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(g.record_key AS VARCHAR))
  )
UNION
SELECT
  g.record_table,
  g.record_key
FROM (
  SELECT
    *
  FROM identity.pin
  EXCEPT
  SELECT
    record_a,
    record_b,
    same
  FROM work.identity_pin_row
) AS p
JOIN identity.registry AS g
  ON p.record_b IN (
    g.record_key,
    CONCAT(CAST(g.record_table AS VARCHAR), CAST(':' AS VARCHAR), CAST(g.record_key AS VARCHAR))
  );

-- table work.identity_seed
SELECT
  record_table,
  record_key
FROM work.identity_touched
UNION
SELECT
  'silver.dim_lead',
  CAST(lead_id AS VARCHAR)
FROM silver.dim_lead
WHERE
  (
    NOT is_deleted
  )
  AND CAST(student_id AS VARCHAR) IN (
    SELECT
      identifier_value
    FROM work.identity_touched_value
    WHERE
      type_no = 0
  )
UNION
SELECT
  'silver.dim_lead',
  CAST(lead_id AS VARCHAR)
FROM silver.dim_lead
WHERE
  (
    NOT is_deleted
  )
  AND CAST(primary_mobile_number AS VARCHAR) IN (
    SELECT
      identifier_value
    FROM work.identity_touched_value
    WHERE
      type_no = 1
  )
UNION
SELECT
  'silver.dim_lead',
  CAST(lead_id AS VARCHAR)
FROM silver.dim_lead
WHERE
  (
    NOT is_deleted
  )
  AND CAST(email AS VARCHAR) IN (
    SELECT
      identifier_value
    FROM work.identity_touched_value
    WHERE
      type_no = 2
  );

-- part work.identity_reached of work.identity_former
WITH seed AS (
  SELECT
    g.component_no,
    g.user_id
  FROM identity.registry AS g
  JOIN work.identity_seed AS s
    ON s.record_table = g.record_table AND s.record_key = g.record_key
)
SELECT
  component_no
FROM seed
UNION
SELECT
  component_no
FROM identity.registry
WHERE
  user_id IN (
    SELECT
      user_id
    FROM seed
  );

-- table work.identity_former
SELECT
  *
FROM identity.registry
WHERE
  component_no IN (
    SELECT
      component_no
    FROM work.identity_reached
  )
  OR (
    NOT is_live
    AND user_id IN (
      SELECT
        user_id
      FROM identity.registry
      WHERE
        component_no IN (
          SELECT
            component_no
          FROM work.identity_reached
        )
    )
  );

-- part work.identity_member of work.identity_numbered
SELECT
  record_table,
  record_key
FROM work.identity_former
WHERE
  is_live
UNION
SELECT
  record_table,
  record_key
FROM work.identity_seed;

-- part work.identity_record of work.identity_numbered
SELECT
  'silver.dim_lead' AS record_table,
  0 AS table_no,
  CAST(lead_id AS VARCHAR) AS record_key,
  CAST(created_at AS TIMESTAMP(6)) AS observed_at,
  NULLIF(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        TRIM(
          REGEXP_REPLACE(
            CASE
              WHEN NOT REGEXP_LIKE(full_name, '[^\u0000-\u007f]')
              THEN LOWER(full_name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(full_name),
                  '[\u0300-\u036f\u200c\u200d\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+',
                  ''
                ),
                'àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžṭḍṇṅṛṣṃḥḷ',
                'aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzztdnnrsmhl'
              )
            END,
            '[^\p{L}\p{M}\p{N} ][^\p{L}\p{M}\p{N}]*| [^\p{L}\p{M}\p{N}]+',
            ' '
          )
        ),
        '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam) )+',
        ''
      ),
      '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z',
      ''
    ),
    ''
  ) AS name_key,
  CAST(date_of_birth AS DATE) AS born,
  NULLIF(CAST(student_id AS VARCHAR), '') AS id_student_id,
  NULLIF(CAST(primary_mobile_number AS VARCHAR), '') AS id_mobile,
  NULLIF(CAST(email AS VARCHAR), '') AS id_email
FROM silver.dim_lead
WHERE
  (
    NOT is_deleted
  )
  AND CAST(lead_id AS VARCHAR) IN (
    SELECT
      record_key
    FROM work.identity_member
    WHERE
      record_table = 'silver.dim_lead'
  );

-- table work.identity_numbered
WITH fresh AS (
  SELECT
    r.table_no,
    r.record_key,
    r.observed_at,
    CASE WHEN r.observed_at IS NULL THEN 1 ELSE 0 END AS undated,
    COALESCE(CAST(r.observed_at AS DATE), CAST('1970-01-01' AS DATE)) AS day
  FROM work.identity_record AS r
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM work.identity_former AS g
      WHERE
        g.record_table = r.record_table AND g.record_key = r.record_key
    )
), counted AS (
  SELECT
    undated,
    day,
    COUNT(*) AS records
  FROM fresh
  GROUP BY
    undated,
    day
), started AS (
  SELECT
    c.undated,
    c.day,
    last.record_no - c.records + SUM(c.records) OVER (ORDER BY c.undated, c.day rows BETWEEN UNBOUNDED preceding AND CURRENT ROW) AS record_no
  FROM counted AS c
  CROSS JOIN (
    SELECT
      COALESCE(MAX(record_no), 1000000) AS record_no
    FROM identity.registry
  ) AS last
), ranked AS (
  SELECT
    table_no,
    record_key,
    undated,
    day,
    ROW_NUMBER() OVER (PARTITION BY undated, day ORDER BY observed_at, table_no, record_key) AS nth
  FROM fresh
), numbered AS (
  SELECT
    k.table_no,
    k.record_key,
    CAST(s.record_no + k.nth AS BIGINT) AS record_no
  FROM ranked AS k
  JOIN started AS s
    ON s.undated = k.undated AND s.day = k.day
)
SELECT
  r.*,
  g.user_id AS known_user,
  COALESCE(g.record_no, n.record_no) AS record_no
FROM work.identity_record AS r
LEFT JOIN work.identity_former AS g
  ON g.record_table = r.record_table AND g.record_key = r.record_key
LEFT JOIN numbered AS n
  ON n.table_no = r.table_no AND n.record_key = r.record_key;

-- part work.identity_fresh_value of work.changed_identity_identifier_value
SELECT
  CASE type_no WHEN 0 THEN 'student_id' WHEN 1 THEN 'mobile' WHEN 2 THEN 'email' END AS identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  CASE
    WHEN type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR REGEXP_LIKE(
        identifier_value,
        '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
      )
    )
    THEN 'blocked'
    WHEN type_no = 2 AND (
      REGEXP_LIKE(identifier_value, '^(test|na|none|noemail)@')
    )
    THEN 'blocked'
    WHEN type_no = 1 AND record_count > 20
    THEN 'crowded'
    WHEN type_no = 2 AND record_count > 10
    THEN 'crowded'
    ELSE 'joined'
  END AS status
FROM (
  SELECT
    type_no,
    identifier_value,
    COUNT(*) AS record_count,
    MIN(record_no) AS first_record_no
  FROM work.identity_identifier
  GROUP BY
    type_no,
    identifier_value
) AS v
WHERE
  record_count > 1
  OR (
    type_no = 1
    AND (
      identifier_value IN (
        '+916543210987',
        '+916789012345',
        '+917654321098',
        '+917890123456',
        '+918765432109',
        '+918901234567',
        '+919012345678',
        '+919876543210'
      )
      OR REGEXP_LIKE(
        identifier_value,
        '([0-9](0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})|(0{9}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|8{9}|9{9})[0-9])$'
      )
    )
  )
  OR (
    type_no = 2 AND (
      REGEXP_LIKE(identifier_value, '^(test|na|none|noemail)@')
    )
  );

-- table work.changed_identity_identifier_value
SELECT
  identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  status,
  FALSE AS _is_new
FROM (
  SELECT
    v.identifier_type,
    v.type_no,
    v.identifier_value,
    v.record_count,
    v.first_record_no,
    v.status
  FROM identity.identifier_value AS v
  JOIN work.identity_touched_value AS t
    ON t.type_no = v.type_no AND t.identifier_value = v.identifier_value
  EXCEPT
  SELECT
    v.identifier_type,
    v.type_no,
    v.identifier_value,
    v.record_count,
    v.first_record_no,
    v.status
  FROM work.identity_fresh_value AS v
  JOIN work.identity_touched_value AS t
    ON t.type_no = v.type_no AND t.identifier_value = v.identifier_value
) AS gone
UNION ALL
SELECT
  identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  status,
  TRUE AS _is_new
FROM (
  SELECT
    v.identifier_type,
    v.type_no,
    v.identifier_value,
    v.record_count,
    v.first_record_no,
    v.status
  FROM work.identity_fresh_value AS v
  JOIN work.identity_touched_value AS t
    ON t.type_no = v.type_no AND t.identifier_value = v.identifier_value
  EXCEPT
  SELECT
    v.identifier_type,
    v.type_no,
    v.identifier_value,
    v.record_count,
    v.first_record_no,
    v.status
  FROM identity.identifier_value AS v
  JOIN work.identity_touched_value AS t
    ON t.type_no = v.type_no AND t.identifier_value = v.identifier_value
) AS come;

-- keys (type_no, identifier_value) out of identity.identifier_value
SELECT
  type_no,
  identifier_value
FROM work.changed_identity_identifier_value;

-- rows into identity.identifier_value
SELECT
  identifier_type,
  type_no,
  identifier_value,
  record_count,
  first_record_no,
  status
FROM work.changed_identity_identifier_value
WHERE
  _is_new;

-- table work.identity_former_refusal
SELECT
  *
FROM identity.refused_link
WHERE
  record_a IN (
    SELECT
      record_no
    FROM work.identity_former
  );

-- keys (record_a) out of identity.refused_link
SELECT
  record_a
FROM work.identity_former_refusal;

-- part work.identity_assigned of work.identity_fresh_registry
WITH member AS (
  SELECT
    r.record_no,
    COALESCE(s.group_no, c.group_no, r.record_no) AS group_no,
    r.known_user
  FROM work.identity_numbered AS r
  LEFT JOIN work.identity_component AS c
    ON c.record_no = r.record_no
  LEFT JOIN work.identity_split AS s
    ON s.record_no = r.record_no
), holder AS (
  SELECT
    known_user AS user_id,
    MIN_BY(group_no, CASE WHEN record_no = known_user THEN -1 ELSE record_no END) FILTER(WHERE
      NOT group_no IS NULL
      AND NOT CASE WHEN record_no = known_user THEN -1 ELSE record_no END IS NULL) AS group_no
  FROM member
  WHERE
    NOT known_user IS NULL
  GROUP BY
    known_user
), named AS (
  SELECT
    group_no,
    MIN(user_id) AS user_id
  FROM holder
  GROUP BY
    group_no
)
SELECT
  m.record_no,
  COALESCE(n.user_id, m.group_no) AS user_id
FROM member AS m
LEFT JOIN named AS n
  ON n.group_no = m.group_no;

-- table work.identity_fresh_registry
WITH heir AS (
  SELECT
    r.known_user,
    MIN_BY(a.user_id, r.record_no) FILTER(WHERE
      NOT a.user_id IS NULL AND NOT r.record_no IS NULL) AS user_id
  FROM work.identity_numbered AS r
  JOIN work.identity_assigned AS a
    ON a.record_no = r.record_no
  WHERE
    NOT r.known_user IS NULL
  GROUP BY
    r.known_user
), living AS (
  SELECT DISTINCT
    user_id
  FROM work.identity_assigned
)
SELECT
  r.record_no,
  r.record_table,
  r.record_key,
  a.user_id,
  COALESCE(c.group_no, r.record_no) AS component_no,
  TRUE AS is_live
FROM work.identity_numbered AS r
JOIN work.identity_assigned AS a
  ON a.record_no = r.record_no
LEFT JOIN work.identity_component AS c
  ON c.record_no = r.record_no
UNION ALL
SELECT
  g.record_no,
  g.record_table,
  g.record_key,
  COALESCE(l.user_id, h.user_id, g.user_id) AS user_id,
  g.record_no AS component_no,
  FALSE AS is_live
FROM work.identity_former AS g
LEFT JOIN living AS l
  ON l.user_id = g.user_id
LEFT JOIN heir AS h
  ON h.known_user = g.user_id
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM work.identity_numbered AS r
    WHERE
      r.record_no = g.record_no
  );

-- keys (record_no) out of identity.registry
SELECT
  record_no
FROM work.identity_former;

-- rows into identity.registry
SELECT
  *
FROM work.identity_fresh_registry;

-- table work.changed_identity_user_map
SELECT
  lead_id,
  user_id,
  FALSE AS _is_new
FROM (
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_former
  WHERE
    is_live
  EXCEPT
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_fresh_registry
  WHERE
    is_live
) AS gone
UNION ALL
SELECT
  lead_id,
  user_id,
  TRUE AS _is_new
FROM (
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_fresh_registry
  WHERE
    is_live
  EXCEPT
  SELECT
    record_key AS lead_id,
    user_id
  FROM work.identity_former
  WHERE
    is_live
) AS come;

-- part work.identity_reason of work.identity_entry
WITH held AS (
  SELECT
    l.record_no,
    l.other_no,
    CASE l.type_no WHEN -1 THEN -1 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 END AS place
  FROM work.identity_link AS l
  JOIN work.identity_fresh_registry AS a
    ON a.record_no = l.record_no
  JOIN work.identity_fresh_registry AS b
    ON b.record_no = l.other_no
  WHERE
    a.user_id = b.user_id
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

-- table work.identity_entry
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS at,
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
  CAST(NULL AS VARCHAR) AS evidence
FROM work.identity_fresh_registry AS f
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
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS at,
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
FROM work.identity_fresh_registry AS f
JOIN work.identity_former AS o
  ON o.record_no = f.record_no
WHERE
  o.is_live AND NOT f.is_live
UNION ALL
SELECT
  'run' AS run_id,
  CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP(6)) AS at,
  'refused',
  a.record_no,
  a.record_table,
  a.record_key,
  a.user_id,
  b.user_id,
  x.rule,
  NULL,
  NULL,
  CONCAT(
    COALESCE(CAST(x.reason AS VARCHAR), ''),
    COALESCE(CAST(' of record ' AS VARCHAR), ''),
    COALESCE(CAST(x.record_b AS VARCHAR), '')
  )
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
JOIN work.identity_fresh_registry AS a
  ON a.record_no = x.record_a
JOIN work.identity_fresh_registry AS b
  ON b.record_no = x.record_b;

-- rows into ops.identity_log
SELECT
  *
FROM work.identity_entry;

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
      COUNT(*)
    FROM (
      (
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
        EXCEPT
        SELECT
          retired_user_id,
          user_id
        FROM identity.redirect
      )
      UNION ALL
      (
        SELECT
          retired_user_id,
          user_id
        FROM identity.redirect
        EXCEPT
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
      )
    ) AS d
  ) AS differing;
