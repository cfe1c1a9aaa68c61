WITH cleaned AS (
  SELECT
    crm.*,
    CASE
      WHEN crm.primary_mobile_number RLIKE '^[6-9][0-9]{9}\\z'
      THEN CONCAT('+91', crm.primary_mobile_number)
      WHEN crm.primary_mobile_number RLIKE '^[+]91[6-9][0-9]{9}\\z'
      THEN crm.primary_mobile_number
      ELSE NULLIF(
        REGEXP_EXTRACT(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  REGEXP_REPLACE(
                    CASE
                      WHEN NOT crm.primary_mobile_number RLIKE '[^\\u0000-\\u007f]'
                      THEN crm.primary_mobile_number
                      ELSE TRANSLATE(
                        crm.primary_mobile_number,
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
    END AS mobile,
    NULLIF(
      ARRAY_JOIN(
        TRANSFORM(
          SPLIT(
            REGEXP_REPLACE(
              LOWER(
                REGEXP_REPLACE(
                  TRIM(
                    REGEXP_REPLACE(
                      CASE
                        WHEN NOT crm.name RLIKE '[^\\u0000-\\u007f]'
                        THEN crm.name
                        ELSE REGEXP_REPLACE(crm.name, '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+', '')
                      END,
                      '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                      ' '
                    )
                  ),
                  '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                  ''
                )
              ),
              '([ .(/-])|([\'’])([a-z]{2})',
              '$1$2|$3'
            ),
            '[|]'
          ),
          w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
        ),
        ''
      ),
      ''
    ) AS shown_name,
    REPLACE(TRIM(crm.pincode), ' ', '') AS written_pincode
  FROM source.lead AS crm
), named AS (
  SELECT
    cleaned.*,
    CASE
      WHEN SPLIT_PART(LOWER(shown_name), ' ', 1) IN (
        'mr',
        'mr.',
        'mrs',
        'mrs.',
        'ms',
        'ms.',
        'miss',
        'mx',
        'mx.',
        'dr',
        'dr.',
        'er',
        'er.',
        'prof',
        'prof.',
        'professor',
        'shri',
        'shree',
        'sri',
        'smt',
        'smt.',
        'shrimati',
        'kumari',
        'kum',
        'kum.',
        'km',
        'km.',
        'master',
        'mast',
        'mast.',
        'sir',
        'madam'
      )
      AND LOCATE(' ', shown_name) > 0
      THEN SUBSTRING(shown_name, LOCATE(' ', shown_name) + 1)
      ELSE shown_name
    END AS called_name
  FROM cleaned
)
SELECT
  named.id AS lead_id,
  named.mobile AS primary_mobile_number,
  named.primary_mobile_number AS primary_mobile_number_raw,
  COALESCE(
    COALESCE(
      named.mobile RLIKE '(?:0123456789|0987654321|1098765432|1234567890|2109876543|2345678901|3210987654|3456789012|4321098765|4567890123|5432109876|5678901234|6543210987|6789012345|7654321098|7890123456|8765432109|8901234567|9012345678|9876543210|60{9}|70{9}|80{9}|90{9}|0{9}[0-9]|[0-9]0{9}|1{9}[0-9]|[0-9]1{9}|2{9}[0-9]|[0-9]2{9}|3{9}[0-9]|[0-9]3{9}|4{9}[0-9]|[0-9]4{9}|5{9}[0-9]|[0-9]5{9}|6{9}[0-9]|[0-9]6{9}|7{9}[0-9]|[0-9]7{9}|8{9}[0-9]|[0-9]8{9}|9{9}[0-9]|[0-9]9{9})\\z',
      FALSE
    ),
    FALSE
  ) AS is_dummy_mobile,
  LOWER(
    NULLIF(
      REGEXP_EXTRACT(
        REGEXP_REPLACE(
          named.email,
          '(?is)^[\\u0009-\\u000d ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\\u0009-\\u000d ]*)\\z',
          ''
        ),
        '^[\\u0009-\\u000d ]*([A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59}))[\\u0009-\\u000d ]*\\z'
      ),
      ''
    )
  ) AS email,
  named.email AS email_raw,
  NULLIF(UPPER(TRIM(named.student_id)), '') AS student_id,
  named.shown_name AS full_name,
  SPLIT_PART(named.called_name, ' ', 1) AS first_name,
  NULLIF(
    SUBSTRING(named.called_name, LENGTH(SPLIT_PART(named.called_name, ' ', 1)) + 2),
    ''
  ) AS last_name,
  NULLIF(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        TRIM(
          REGEXP_REPLACE(
            CASE
              WHEN NOT named.name RLIKE '[^\\u0000-\\u007f]'
              THEN LOWER(named.name)
              ELSE TRANSLATE(
                REGEXP_REPLACE(
                  LOWER(named.name),
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
  named.name AS name_raw,
  CASE
    WHEN named.date_of_birth >= CAST('1950-01-01' AS DATE)
    AND named.date_of_birth <= CAST(named.created_at AS DATE)
    THEN named.date_of_birth
  END AS date_of_birth,
  named.date_of_birth AS date_of_birth_raw,
  CASE
    WHEN LOWER(TRIM(named.gender)) IN ('male', 'm', 'boy')
    THEN 'Male'
    WHEN LOWER(TRIM(named.gender)) IN ('female', 'f', 'girl')
    THEN 'Female'
    WHEN LOWER(TRIM(named.gender)) IN ('other', 'o', 'others', 'transgender')
    THEN 'Other'
  END AS gender,
  NULLIF(TRIM(named.class_name), '') AS class_name,
  NULLIF(TRIM(named.stream), '') AS stream,
  NULLIF(TRIM(named.board), '') AS board,
  NULLIF(TRIM(named.school_name), '') AS school_name,
  NULLIF(
    ARRAY_JOIN(
      TRANSFORM(
        SPLIT(
          REGEXP_REPLACE(
            LOWER(
              REGEXP_REPLACE(
                TRIM(
                  REGEXP_REPLACE(
                    CASE
                      WHEN NOT named.city RLIKE '[^\\u0000-\\u007f]'
                      THEN named.city
                      ELSE REGEXP_REPLACE(
                        named.city,
                        '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                        ''
                      )
                    END,
                    '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                    ' '
                  )
                ),
                '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                ''
              )
            ),
            '([ .(/-])|([\'’])([a-z]{2})',
            '$1$2|$3'
          ),
          '[|]'
        ),
        w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
      ),
      ''
    ),
    ''
  ) AS city,
  NULLIF(
    ARRAY_JOIN(
      TRANSFORM(
        SPLIT(
          REGEXP_REPLACE(
            LOWER(
              REGEXP_REPLACE(
                TRIM(
                  REGEXP_REPLACE(
                    CASE
                      WHEN NOT named.state RLIKE '[^\\u0000-\\u007f]'
                      THEN named.state
                      ELSE REGEXP_REPLACE(
                        named.state,
                        '[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+',
                        ''
                      )
                    END,
                    '[\\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|][ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]*| [ \\u0000-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000|]+',
                    ' '
                  )
                ),
                '(?i)^(?:[^\\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\\z',
                ''
              )
            ),
            '([ .(/-])|([\'’])([a-z]{2})',
            '$1$2|$3'
          ),
          '[|]'
        ),
        w -> CONCAT(UPPER(SUBSTRING(w, 1, 1)), SUBSTRING(w, 2))
      ),
      ''
    ),
    ''
  ) AS state,
  CASE
    WHEN LENGTH(named.written_pincode) = 6
    AND TRY_CAST(NULLIF(
      REGEXP_EXTRACT(
        named.written_pincode,
        '^[\\u0009-\\u000d ]*([+-]?[0-9]{1,19})(?:[.]0*)?[\\u0009-\\u000d ]*\\z'
      ),
      ''
    ) AS BIGINT) BETWEEN 100000 AND 999999
    THEN named.written_pincode
  END AS pincode,
  named.pincode AS pincode_raw,
  named.branch_id,
  NULLIF(TRIM(named.branch_name), '') AS branch_name,
  NULLIF(TRIM(named.lead_source), '') AS lead_source,
  NULLIF(TRIM(named.lead_sub_source), '') AS lead_sub_source,
  NULLIF(TRIM(named.utm_source), '') AS utm_source,
  NULLIF(TRIM(named.utm_medium), '') AS utm_medium,
  NULLIF(TRIM(named.utm_campaign), '') AS utm_campaign,
  named.lead_stage,
  named.lead_status,
  named.lead_score,
  named.owner_id,
  owner.full_name AS owner_name,
  NULLIF(TRIM(named.academic_session), '') AS academic_session,
  named.target_exam_year,
  NULLIF(TRIM(named.preferred_language), '') AS preferred_language,
  named.whatsapp_opt_in,
  named.sms_opt_in,
  named.email_opt_in,
  COALESCE(named.dnd, FALSE) AS is_dnd,
  named.extra,
  NOT named.deleted_at IS NULL AS is_deleted,
  named.created_at,
  named.updated_at,
  named.deleted_at,
  named._ingested_at AS ingested_at
FROM named
LEFT JOIN silver.dim_agent AS owner
  ON named.owner_id = owner.agent_id;
