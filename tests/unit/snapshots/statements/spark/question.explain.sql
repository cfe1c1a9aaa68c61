-- question
SELECT
  user_id
FROM identity.user_map
WHERE
  CAST(user_id AS STRING) = 'asked'
UNION
SELECT
  user_id
FROM identity.user_map
WHERE
  `lead_id` = 'asked'
UNION
SELECT
  user_id
FROM identity.identifier
WHERE
  identifier_value IN (
    'asked',
    UPPER('asked'),
    CASE
      WHEN 'asked' RLIKE '^[6-9][0-9]{9}\\z'
      THEN CONCAT('+91', 'asked')
      WHEN 'asked' RLIKE '^[+]91[6-9][0-9]{9}\\z'
      THEN 'asked'
      ELSE NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  REGEXP_REPLACE(
                    CASE
                      WHEN NOT 'asked' RLIKE '[^\\u0000-\\u007f]'
                      THEN 'asked'
                      ELSE TRANSLATE(
                        'asked',
                        '०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋',
                        '012345678901234567890123456789012345678901234567890123456789+'
                      )
                    END,
                    '(?s)^([^0-9]*[0-9]+)[.]0+[^0-9]*\\z|^.*[0-9][eE][+]?[0-9].*\\z',
                    '$1'
                  ),
                  '[^0-9+]+',
                  ''
                ),
                '^(?:[+]*(?:00)?910?|0)?([6-9][0-9]{9})[+]*\\z',
                '+91$1'
              ),
              '^[+]*00|^[+]+',
              '+'
            ),
            '^([+](?:20|27|31|32|33|40|41|43|44|46|49|51|53|54|55|57|58|60|61|62|63|64|66|81|82|84|86|90|92|93|94|95|98|211|212|213|218|231|232|233|234|243|249|251|252|254|255|256|260|261|262|263|264|265|291|353|355|358|359|370|373|374|375|377|380|381|382|383|385|386|387|389|421|423|508|590|591|593|594|595|596|598|686|850|855|856|880|886|961|962|963|964|966|967|970|971|972|976|977|994|995|996))0([1-9][0-9]{5,})',
            '$1$2'
          ),
          '^(?:[+]91[6-9][0-9]{9}|[+](?:(?:1|58|960)(?:[0-9]{7}|[0-9]{10})|(?:7)(?:[0-9]{7}|[0-9]{10}|[0-9]{14})|(?:20|48|60|855|880|964)[0-9]{6,10}|(?:27|64|95|353)[0-9]{5,10}|(?:30)[0-9]{10,12}|(?:31|375|595)[0-9]{5,11}|(?:32|213|224|237|250|258|264|268|377|962|979)[0-9]{8,9}|(?:33|34|211|212|221|240|242|244|249|255|262|351|590|594|596|998)[0-9]{9}|(?:36|51|252|385|963|967)[0-9]{6,9}|(?:39)[0-9]{6,12}|(?:40|260|508|681)(?:[0-9]{6}|[0-9]{9})|(?:41|870)(?:[0-9]{9}|[0-9]{12})|(?:43)[0-9]{3,13}|(?:44)[0-9]{4,10}|(?:45|216|222|223|226|227|228|235|236|253|257|266|350|356|357|370|371|373|505|509|800|808|973|993)[0-9]{8}|(?:46)(?:[0-9]{6,10}|[0-9]{12})|(?:47|686)(?:[0-9]{5}|[0-9]{8})|(?:49)[0-9]{2,15}|(?:52|230|267|372)(?:[0-9]{7,8}|[0-9]{10})|(?:53|98)(?:[0-9]{4,8}|[0-9]{10})|(?:54|977)(?:[0-9]{6,8}|[0-9]{10,11})|(?:55)[0-9]{8,11}|(?:56)[0-9]{9,11}|(?:57)(?:[0-9]{4}|[0-9]{7,8}|[0-9]{10,11})|(?:61)(?:[0-9]{5,10}|[0-9]{12})|(?:62)[0-9]{5,17}|(?:63|598)[0-9]{4,13}|(?:65)(?:[0-9]{8}|[0-9]{10,11})|(?:66)(?:[0-9]{8,10}|[0-9]{13})|(?:81)[0-9]{8,17}|(?:82)[0-9]{3,14}|(?:84|243|254|970)[0-9]{7,10}|(?:86|92|358|971)[0-9]{5,12}|(?:90)(?:[0-9]{7}|[0-9]{10}|[0-9]{12,13})|(?:93|94|218|220|245|251|261|265|354|423|994)(?:[0-9]{7}|[0-9]{9})|(?:225|229)[0-9]{10}|(?:231|233|591|968)[0-9]{7,9}|(?:232)(?:[0-9]{6}|[0-9]{8})|(?:234)(?:[0-9]{6,7}|[0-9]{10,14})|(?:238|239|246|248|297|592|673|674|680|691|692)[0-9]{7}|(?:241|599|670|675|853|961|965)[0-9]{7,8}|(?:247|672)[0-9]{5,6}|(?:256)(?:[0-9]{5,7}|[0-9]{9})|(?:263)(?:[0-9]{6,7}|[0-9]{9,10})|(?:269|683)(?:[0-9]{4}|[0-9]{7})|(?:290)[0-9]{4,5}|(?:291|597)[0-9]{6,7}|(?:298|299|687)[0-9]{6}|(?:352)[0-9]{4,11}|(?:355)[0-9]{5,9}|(?:359)(?:[0-9]{4,9}|[0-9]{12})|(?:374)(?:[0-9]{5,6}|[0-9]{8})|(?:376|382|387|689)(?:[0-9]{6}|[0-9]{8,9})|(?:378)(?:[0-9]{6}|[0-9]{8}|[0-9]{10})|(?:380)(?:[0-9]{5,7}|[0-9]{9,10})|(?:381)[0-9]{4,12}|(?:383|883)[0-9]{8,12}|(?:386)[0-9]{5,8}|(?:389|975)[0-9]{6,8}|(?:420)[0-9]{9,12}|(?:421|995)(?:[0-9]{6,7}|[0-9]{9})|(?:500|682)[0-9]{5}|(?:501|679)(?:[0-9]{7}|[0-9]{11})|(?:502|504)(?:[0-9]{8}|[0-9]{11})|(?:503)(?:[0-9]{7,8}|[0-9]{11})|(?:506)(?:[0-9]{8}|[0-9]{10})|(?:507)(?:[0-9]{7,8}|[0-9]{10,11})|(?:593|886)[0-9]{7,11}|(?:676|677|678)(?:[0-9]{5}|[0-9]{7})|(?:685)(?:[0-9]{5,7}|[0-9]{10})|(?:688)[0-9]{5,7}|(?:690)[0-9]{4,7}|(?:850)(?:[0-9]{6,8}|[0-9]{10})|(?:852)(?:[0-9]{5,9}|[0-9]{11})|(?:856)(?:[0-9]{6}|[0-9]{8,10})|(?:878)[0-9]{12}|(?:881)[0-9]{9,10}|(?:882|972)[0-9]{7,12}|(?:888)[0-9]{11}|(?:966)(?:[0-9]{7}|[0-9]{9,10})|(?:974)(?:[0-9]{7,9}|[0-9]{11})|(?:976)(?:[0-9]{4,6}|[0-9]{8,10})|(?:992)(?:[0-9]{3}|[0-9]{5,7}|[0-9]{9})|(?:996)(?:[0-9]{5,6}|[0-9]{9,10})))\\z',
          0
        ),
        ''
      )
    END,
    LOWER(
      NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            'asked',
            '(?is)^[\\u0009-\\u000d ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\\u0009-\\u000d ]*)\\z',
            ''
          ),
          '^[\\u0009-\\u000d ]*([A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59}))[\\u0009-\\u000d ]*\\z'
        ),
        ''
      )
    )
  );

-- question
SELECT
  UPPER('asked') AS u,
  CASE
    WHEN 'asked' RLIKE '^[6-9][0-9]{9}\\z'
    THEN CONCAT('+91', 'asked')
    WHEN 'asked' RLIKE '^[+]91[6-9][0-9]{9}\\z'
    THEN 'asked'
    ELSE NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  CASE
                    WHEN NOT 'asked' RLIKE '[^\\u0000-\\u007f]'
                    THEN 'asked'
                    ELSE TRANSLATE(
                      'asked',
                      '०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋',
                      '012345678901234567890123456789012345678901234567890123456789+'
                    )
                  END,
                  '(?s)^([^0-9]*[0-9]+)[.]0+[^0-9]*\\z|^.*[0-9][eE][+]?[0-9].*\\z',
                  '$1'
                ),
                '[^0-9+]+',
                ''
              ),
              '^(?:[+]*(?:00)?910?|0)?([6-9][0-9]{9})[+]*\\z',
              '+91$1'
            ),
            '^[+]*00|^[+]+',
            '+'
          ),
          '^([+](?:20|27|31|32|33|40|41|43|44|46|49|51|53|54|55|57|58|60|61|62|63|64|66|81|82|84|86|90|92|93|94|95|98|211|212|213|218|231|232|233|234|243|249|251|252|254|255|256|260|261|262|263|264|265|291|353|355|358|359|370|373|374|375|377|380|381|382|383|385|386|387|389|421|423|508|590|591|593|594|595|596|598|686|850|855|856|880|886|961|962|963|964|966|967|970|971|972|976|977|994|995|996))0([1-9][0-9]{5,})',
          '$1$2'
        ),
        '^(?:[+]91[6-9][0-9]{9}|[+](?:(?:1|58|960)(?:[0-9]{7}|[0-9]{10})|(?:7)(?:[0-9]{7}|[0-9]{10}|[0-9]{14})|(?:20|48|60|855|880|964)[0-9]{6,10}|(?:27|64|95|353)[0-9]{5,10}|(?:30)[0-9]{10,12}|(?:31|375|595)[0-9]{5,11}|(?:32|213|224|237|250|258|264|268|377|962|979)[0-9]{8,9}|(?:33|34|211|212|221|240|242|244|249|255|262|351|590|594|596|998)[0-9]{9}|(?:36|51|252|385|963|967)[0-9]{6,9}|(?:39)[0-9]{6,12}|(?:40|260|508|681)(?:[0-9]{6}|[0-9]{9})|(?:41|870)(?:[0-9]{9}|[0-9]{12})|(?:43)[0-9]{3,13}|(?:44)[0-9]{4,10}|(?:45|216|222|223|226|227|228|235|236|253|257|266|350|356|357|370|371|373|505|509|800|808|973|993)[0-9]{8}|(?:46)(?:[0-9]{6,10}|[0-9]{12})|(?:47|686)(?:[0-9]{5}|[0-9]{8})|(?:49)[0-9]{2,15}|(?:52|230|267|372)(?:[0-9]{7,8}|[0-9]{10})|(?:53|98)(?:[0-9]{4,8}|[0-9]{10})|(?:54|977)(?:[0-9]{6,8}|[0-9]{10,11})|(?:55)[0-9]{8,11}|(?:56)[0-9]{9,11}|(?:57)(?:[0-9]{4}|[0-9]{7,8}|[0-9]{10,11})|(?:61)(?:[0-9]{5,10}|[0-9]{12})|(?:62)[0-9]{5,17}|(?:63|598)[0-9]{4,13}|(?:65)(?:[0-9]{8}|[0-9]{10,11})|(?:66)(?:[0-9]{8,10}|[0-9]{13})|(?:81)[0-9]{8,17}|(?:82)[0-9]{3,14}|(?:84|243|254|970)[0-9]{7,10}|(?:86|92|358|971)[0-9]{5,12}|(?:90)(?:[0-9]{7}|[0-9]{10}|[0-9]{12,13})|(?:93|94|218|220|245|251|261|265|354|423|994)(?:[0-9]{7}|[0-9]{9})|(?:225|229)[0-9]{10}|(?:231|233|591|968)[0-9]{7,9}|(?:232)(?:[0-9]{6}|[0-9]{8})|(?:234)(?:[0-9]{6,7}|[0-9]{10,14})|(?:238|239|246|248|297|592|673|674|680|691|692)[0-9]{7}|(?:241|599|670|675|853|961|965)[0-9]{7,8}|(?:247|672)[0-9]{5,6}|(?:256)(?:[0-9]{5,7}|[0-9]{9})|(?:263)(?:[0-9]{6,7}|[0-9]{9,10})|(?:269|683)(?:[0-9]{4}|[0-9]{7})|(?:290)[0-9]{4,5}|(?:291|597)[0-9]{6,7}|(?:298|299|687)[0-9]{6}|(?:352)[0-9]{4,11}|(?:355)[0-9]{5,9}|(?:359)(?:[0-9]{4,9}|[0-9]{12})|(?:374)(?:[0-9]{5,6}|[0-9]{8})|(?:376|382|387|689)(?:[0-9]{6}|[0-9]{8,9})|(?:378)(?:[0-9]{6}|[0-9]{8}|[0-9]{10})|(?:380)(?:[0-9]{5,7}|[0-9]{9,10})|(?:381)[0-9]{4,12}|(?:383|883)[0-9]{8,12}|(?:386)[0-9]{5,8}|(?:389|975)[0-9]{6,8}|(?:420)[0-9]{9,12}|(?:421|995)(?:[0-9]{6,7}|[0-9]{9})|(?:500|682)[0-9]{5}|(?:501|679)(?:[0-9]{7}|[0-9]{11})|(?:502|504)(?:[0-9]{8}|[0-9]{11})|(?:503)(?:[0-9]{7,8}|[0-9]{11})|(?:506)(?:[0-9]{8}|[0-9]{10})|(?:507)(?:[0-9]{7,8}|[0-9]{10,11})|(?:593|886)[0-9]{7,11}|(?:676|677|678)(?:[0-9]{5}|[0-9]{7})|(?:685)(?:[0-9]{5,7}|[0-9]{10})|(?:688)[0-9]{5,7}|(?:690)[0-9]{4,7}|(?:850)(?:[0-9]{6,8}|[0-9]{10})|(?:852)(?:[0-9]{5,9}|[0-9]{11})|(?:856)(?:[0-9]{6}|[0-9]{8,10})|(?:878)[0-9]{12}|(?:881)[0-9]{9,10}|(?:882|972)[0-9]{7,12}|(?:888)[0-9]{11}|(?:966)(?:[0-9]{7}|[0-9]{9,10})|(?:974)(?:[0-9]{7,9}|[0-9]{11})|(?:976)(?:[0-9]{4,6}|[0-9]{8,10})|(?:992)(?:[0-9]{3}|[0-9]{5,7}|[0-9]{9})|(?:996)(?:[0-9]{5,6}|[0-9]{9,10})))\\z',
        0
      ),
      ''
    )
  END AS m,
  LOWER(
    NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          'asked',
          '(?is)^[\\u0009-\\u000d ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\\u0009-\\u000d ]*)\\z',
          ''
        ),
        '^[\\u0009-\\u000d ]*([A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59}))[\\u0009-\\u000d ]*\\z'
      ),
      ''
    )
  ) AS e;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008)
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
    CAST(`lead_id` AS STRING) AS record_key,
    CAST(`created_at` AS TIMESTAMP_NTZ) AS observed_at,
    CAST(`full_name` AS STRING) AS name,
    CAST(`date_of_birth` AS DATE) AS born
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
              WHEN NOT name RLIKE '[^\\u0000-\\u007f]'
              THEN LOWER(name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(name),
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
  ) AS name_key
FROM whole
ORDER BY
  observed_at NULLS LAST,
  record_table NULLS LAST,
  record_key NULLS LAST;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008)
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
  c.record_no NULLS LAST,
  i.identifier_type NULLS LAST;

-- question
WITH mine AS (
  SELECT
    record_no,
    record_table,
    record_key,
    user_id
  FROM identity.registry
  WHERE
    is_live AND user_id IN (1000008)
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
  r.record_a NULLS LAST,
  r.record_b NULLS LAST,
  r.rule NULLS LAST;

-- question
WITH told AS (
  SELECT
    l.at,
    l.kind,
    l.record_no,
    l.from_user,
    l.rule,
    l.identifier_type,
    l.identifier_value
  FROM ops.identity_log AS l
  JOIN identity.registry AS g
    ON g.record_no = l.record_no
  WHERE
    g.is_live AND g.user_id = 1000008
  UNION
  SELECT
    l.at,
    l.kind,
    l.record_no,
    l.from_user,
    l.rule,
    l.identifier_type,
    l.identifier_value
  FROM ops.identity_log AS l
  WHERE
    l.to_user = 1000008
)
SELECT
  from_user AS user_id,
  kind,
  MAX(at) AS at,
  COUNT(DISTINCT record_no) AS records,
  MAX_BY(rule, at) FILTER(WHERE
    NOT rule IS NULL AND NOT at IS NULL) AS rule,
  MAX_BY(identifier_type, at) FILTER(WHERE
    NOT identifier_type IS NULL AND NOT at IS NULL) AS identifier_type,
  MAX_BY(identifier_value, at) FILTER(WHERE
    NOT identifier_value IS NULL AND NOT at IS NULL) AS identifier_value
FROM told
WHERE
  kind IN ('merged', 'split') AND from_user <> 1000008
GROUP BY
  from_user,
  kind
ORDER BY
  MAX(at) NULLS LAST,
  from_user NULLS LAST,
  kind NULLS LAST;

-- question
SELECT
  identifier_type,
  identifier_value,
  status,
  record_count AS records
FROM identity.identifier_value
WHERE
  identifier_value IN ('asked')
ORDER BY
  identifier_type NULLS LAST,
  identifier_value NULLS LAST;
