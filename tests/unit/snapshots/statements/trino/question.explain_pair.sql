-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000012)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
), said AS (
  SELECT
    'silver.dim_lead' AS record_table,
    CAST("lead_id" AS VARCHAR) AS record_key,
    CAST("created_at" AS TIMESTAMP(6)) AS observed_at,
    CAST("full_name" AS VARCHAR) AS name,
    CAST("date_of_birth" AS DATE) AS born
  FROM silver.dim_lead
), whole AS (
  SELECT
    c.record_no,
    c.user_id,
    c.record_table,
    c.record_key,
    s.observed_at,
    s.name,
    s.born
  FROM chosen AS c
  LEFT JOIN said AS s
    ON s.record_key = c.record_key AND s.record_table = c.record_table
)
SELECT
  *,
  NULLIF(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        TRIM(
          REGEXP_REPLACE(
            CASE
              WHEN NOT REGEXP_LIKE(name, '[^\u0000-\u007f]')
              THEN LOWER(name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(name),
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
  ) AS name_key
FROM whole
ORDER BY
  observed_at,
  record_table,
  record_key;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000012)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
)
SELECT
  c.record_no,
  i.identifier_type,
  i.identifier_value,
  COALESCE(v.status, 'joined') AS status,
  COALESCE(v.record_count, 1) AS record_count
FROM chosen AS c
JOIN identity.identifier AS i
  ON i.record_key = c.record_key AND i.record_table = c.record_table
LEFT JOIN identity.identifier_value AS v
  ON v.identifier_type = i.identifier_type AND v.identifier_value = i.identifier_value
ORDER BY
  c.record_no,
  i.identifier_type;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000012)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
)
SELECT DISTINCT
  r.record_a,
  r.record_b,
  r.rule,
  r.reason
FROM identity.refused_link AS r
JOIN refused AS k
  ON k.record_a = r.record_a AND k.record_b = r.record_b
JOIN chosen AS a
  ON a.record_no = r.record_a
JOIN chosen AS b
  ON b.record_no = r.record_b
ORDER BY
  r.record_a,
  r.record_b,
  r.rule;

-- question
SELECT
  user_a,
  user_b,
  record_a,
  record_b
FROM (
  SELECT
    a.user_id AS user_a,
    b.user_id AS user_b,
    r.record_a,
    r.record_b,
    ROW_NUMBER() OVER (PARTITION BY a.user_id, b.user_id ORDER BY r.record_a, r.record_b) AS nth
  FROM identity.refused_link AS r
  JOIN identity.registry AS a
    ON a.record_no = r.record_a
  JOIN identity.registry AS b
    ON b.record_no = r.record_b
  WHERE
    a.is_live AND b.is_live AND (
      a.user_id IN (1000008) OR b.user_id IN (1000008)
    )
) AS known
WHERE
  nth = 1
ORDER BY
  user_a,
  user_b;

-- question
SELECT
  user_a,
  user_b,
  record_a,
  record_b
FROM (
  SELECT
    a.user_id AS user_a,
    b.user_id AS user_b,
    r.record_a,
    r.record_b,
    ROW_NUMBER() OVER (PARTITION BY a.user_id, b.user_id ORDER BY r.record_a, r.record_b) AS nth
  FROM identity.refused_link AS r
  JOIN identity.registry AS a
    ON a.record_no = r.record_a
  JOIN identity.registry AS b
    ON b.record_no = r.record_b
  WHERE
    a.is_live AND b.is_live AND (
      a.user_id IN (1000017) OR b.user_id IN (1000017)
    )
) AS known
WHERE
  nth = 1
ORDER BY
  user_a,
  user_b;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000017)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
), said AS (
  SELECT
    'silver.dim_lead' AS record_table,
    CAST("lead_id" AS VARCHAR) AS record_key,
    CAST("created_at" AS TIMESTAMP(6)) AS observed_at,
    CAST("full_name" AS VARCHAR) AS name,
    CAST("date_of_birth" AS DATE) AS born
  FROM silver.dim_lead
), whole AS (
  SELECT
    c.record_no,
    c.user_id,
    c.record_table,
    c.record_key,
    s.observed_at,
    s.name,
    s.born
  FROM chosen AS c
  LEFT JOIN said AS s
    ON s.record_key = c.record_key AND s.record_table = c.record_table
)
SELECT
  *,
  NULLIF(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        TRIM(
          REGEXP_REPLACE(
            CASE
              WHEN NOT REGEXP_LIKE(name, '[^\u0000-\u007f]')
              THEN LOWER(name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(name),
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
  ) AS name_key
FROM whole
ORDER BY
  observed_at,
  record_table,
  record_key;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000017)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
)
SELECT
  c.record_no,
  i.identifier_type,
  i.identifier_value,
  COALESCE(v.status, 'joined') AS status,
  COALESCE(v.record_count, 1) AS record_count
FROM chosen AS c
JOIN identity.identifier AS i
  ON i.record_key = c.record_key AND i.record_table = c.record_table
LEFT JOIN identity.identifier_value AS v
  ON v.identifier_type = i.identifier_type AND v.identifier_value = i.identifier_value
ORDER BY
  c.record_no,
  i.identifier_type;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008, 1000017)
), refused AS (
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_a
  UNION
  SELECT
    r.record_a,
    r.record_b
  FROM identity.refused_link AS r
  JOIN mine AS m
    ON m.record_no = r.record_b
), ends AS (
  SELECT
    record_a AS no
  FROM refused
  UNION
  SELECT
    record_b AS no
  FROM refused
), chosen AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM mine
  UNION
  SELECT
    g.record_no,
    g.record_table,
    g.record_key,
    g.user_id
  FROM identity.registry AS g
  JOIN ends AS e
    ON e.no = g.record_no
  WHERE
    g.is_live
)
SELECT DISTINCT
  r.record_a,
  r.record_b,
  r.rule,
  r.reason
FROM identity.refused_link AS r
JOIN refused AS k
  ON k.record_a = r.record_a AND k.record_b = r.record_b
JOIN chosen AS a
  ON a.record_no = r.record_a
JOIN chosen AS b
  ON b.record_no = r.record_b
ORDER BY
  r.record_a,
  r.record_b,
  r.rule;
