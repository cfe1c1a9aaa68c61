-- cdp_mobile(x)
CASE WHEN REGEXP_MATCHES(x, '^[6-9][0-9]{9}\z') THEN CONCAT('+91', x) WHEN REGEXP_MATCHES(x, '^[+]91[6-9][0-9]{9}\z') THEN x WHEN REGEXP_MATCHES(x, '^[ ().-]*(?:[+]?[ ().-]*(?:0[ ().-]*0[ ().-]*)?9[ ().-]*1[ ().-]*(?:0[ ().-]*)?|0[ ().-]*)?[6-9](?:[ ()-]*[0-9]){9}[ ()-]*\z') THEN CONCAT('+91', RIGHT(REGEXP_REPLACE(x, '[^0-9]+', '', 'g'), 10)) ELSE LIST_FILTER([REGEXP_EXTRACT(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(CASE WHEN STRLEN(x) = LENGTH(x) THEN x ELSE TRANSLATE(x, '०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋', '012345678901234567890123456789012345678901234567890123456789+') END, '(?s)^([^0-9]*[0-9]+)[.]0+[^0-9]*\z|^.*[0-9][eE][+]?[0-9].*\z', '\1'), '[^0-9+]+', '', 'g'), '^(?:[+]*(?:00)?910?|0)?([6-9][0-9]{9})[+]*\z', '+91\1'), '^[+]*00|^[+]+', '+'), '^([+](?:20|27|31|32|33|40|41|43|44|46|49|51|53|54|55|57|58|60|61|62|63|64|66|81|82|84|86|90|92|93|94|95|98|211|212|213|218|231|232|233|234|243|249|251|252|254|255|256|260|261|262|263|264|265|291|353|355|358|359|370|373|374|375|377|380|381|382|383|385|386|387|389|421|423|508|590|591|593|594|595|596|598|686|850|855|856|880|886|961|962|963|964|966|967|970|971|972|976|977|994|995|996))0([1-9][0-9]{5,})', '\1\2'), '^(?:[+]91[6-9][0-9]{9}|[+](?:(?:1|58|960)(?:[0-9]{7}|[0-9]{10})|(?:7)(?:[0-9]{7}|[0-9]{10}|[0-9]{14})|(?:20|48|60|855|880|964)[0-9]{6,10}|(?:27|64|95|353)[0-9]{5,10}|(?:30)[0-9]{10,12}|(?:31|375|595)[0-9]{5,11}|(?:32|213|224|237|250|258|264|268|377|962|979)[0-9]{8,9}|(?:33|34|211|212|221|240|242|244|249|255|262|351|590|594|596|998)[0-9]{9}|(?:36|51|252|385|963|967)[0-9]{6,9}|(?:39)[0-9]{6,12}|(?:40|260|508|681)(?:[0-9]{6}|[0-9]{9})|(?:41|870)(?:[0-9]{9}|[0-9]{12})|(?:43)[0-9]{3,13}|(?:44)[0-9]{4,10}|(?:45|216|222|223|226|227|228|235|236|253|257|266|350|356|357|370|371|373|505|509|800|808|973|993)[0-9]{8}|(?:46)(?:[0-9]{6,10}|[0-9]{12})|(?:47|686)(?:[0-9]{5}|[0-9]{8})|(?:49)[0-9]{2,15}|(?:52|230|267|372)(?:[0-9]{7,8}|[0-9]{10})|(?:53|98)(?:[0-9]{4,8}|[0-9]{10})|(?:54|977)(?:[0-9]{6,8}|[0-9]{10,11})|(?:55)[0-9]{8,11}|(?:56)[0-9]{9,11}|(?:57)(?:[0-9]{4}|[0-9]{7,8}|[0-9]{10,11})|(?:61)(?:[0-9]{5,10}|[0-9]{12})|(?:62)[0-9]{5,17}|(?:63|598)[0-9]{4,13}|(?:65)(?:[0-9]{8}|[0-9]{10,11})|(?:66)(?:[0-9]{8,10}|[0-9]{13})|(?:81)[0-9]{8,17}|(?:82)[0-9]{3,14}|(?:84|243|254|970)[0-9]{7,10}|(?:86|92|358|971)[0-9]{5,12}|(?:90)(?:[0-9]{7}|[0-9]{10}|[0-9]{12,13})|(?:93|94|218|220|245|251|261|265|354|423|994)(?:[0-9]{7}|[0-9]{9})|(?:225|229)[0-9]{10}|(?:231|233|591|968)[0-9]{7,9}|(?:232)(?:[0-9]{6}|[0-9]{8})|(?:234)(?:[0-9]{6,7}|[0-9]{10,14})|(?:238|239|246|248|297|592|673|674|680|691|692)[0-9]{7}|(?:241|599|670|675|853|961|965)[0-9]{7,8}|(?:247|672)[0-9]{5,6}|(?:256)(?:[0-9]{5,7}|[0-9]{9})|(?:263)(?:[0-9]{6,7}|[0-9]{9,10})|(?:269|683)(?:[0-9]{4}|[0-9]{7})|(?:290)[0-9]{4,5}|(?:291|597)[0-9]{6,7}|(?:298|299|687)[0-9]{6}|(?:352)[0-9]{4,11}|(?:355)[0-9]{5,9}|(?:359)(?:[0-9]{4,9}|[0-9]{12})|(?:374)(?:[0-9]{5,6}|[0-9]{8})|(?:376|382|387|689)(?:[0-9]{6}|[0-9]{8,9})|(?:378)(?:[0-9]{6}|[0-9]{8}|[0-9]{10})|(?:380)(?:[0-9]{5,7}|[0-9]{9,10})|(?:381)[0-9]{4,12}|(?:383|883)[0-9]{8,12}|(?:386)[0-9]{5,8}|(?:389|975)[0-9]{6,8}|(?:420)[0-9]{9,12}|(?:421|995)(?:[0-9]{6,7}|[0-9]{9})|(?:500|682)[0-9]{5}|(?:501|679)(?:[0-9]{7}|[0-9]{11})|(?:502|504)(?:[0-9]{8}|[0-9]{11})|(?:503)(?:[0-9]{7,8}|[0-9]{11})|(?:506)(?:[0-9]{8}|[0-9]{10})|(?:507)(?:[0-9]{7,8}|[0-9]{10,11})|(?:593|886)[0-9]{7,11}|(?:676|677|678)(?:[0-9]{5}|[0-9]{7})|(?:685)(?:[0-9]{5,7}|[0-9]{10})|(?:688)[0-9]{5,7}|(?:690)[0-9]{4,7}|(?:850)(?:[0-9]{6,8}|[0-9]{10})|(?:852)(?:[0-9]{5,9}|[0-9]{11})|(?:856)(?:[0-9]{6}|[0-9]{8,10})|(?:878)[0-9]{12}|(?:881)[0-9]{9,10}|(?:882|972)[0-9]{7,12}|(?:888)[0-9]{11}|(?:966)(?:[0-9]{7}|[0-9]{9,10})|(?:974)(?:[0-9]{7,9}|[0-9]{11})|(?:976)(?:[0-9]{4,6}|[0-9]{8,10})|(?:992)(?:[0-9]{3}|[0-9]{5,7}|[0-9]{9})|(?:996)(?:[0-9]{5,6}|[0-9]{9,10})))\z')], LAMBDA v : v <> '')[1] END;

-- cdp_is_dummy_mobile(x)
COALESCE(REGEXP_MATCHES(x, '(?:0123456789|0987654321|1098765432|1234567890|2109876543|2345678901|3210987654|3456789012|4321098765|4567890123|5432109876|5678901234|6543210987|6789012345|7654321098|7890123456|8765432109|8901234567|9012345678|9876543210|60{9}|70{9}|80{9}|90{9}|0{9}[0-9]|[0-9]0{9}|1{9}[0-9]|[0-9]1{9}|2{9}[0-9]|[0-9]2{9}|3{9}[0-9]|[0-9]3{9}|4{9}[0-9]|[0-9]4{9}|5{9}[0-9]|[0-9]5{9}|6{9}[0-9]|[0-9]6{9}|7{9}[0-9]|[0-9]7{9}|8{9}[0-9]|[0-9]8{9}|9{9}[0-9]|[0-9]9{9})\z'), FALSE);

-- cdp_email(x)
LOWER(CASE WHEN REGEXP_MATCHES(x, '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59})\z') THEN LIST_FILTER([REGEXP_REPLACE(x, '(?is)^[\x{0009}-\x{000d} ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\x{0009}-\x{000d} ]*)\z', '')], LAMBDA v : v <> '')[1] ELSE LIST_FILTER([REGEXP_EXTRACT(REGEXP_REPLACE(x, '(?is)^[\x{0009}-\x{000d} ]*(?:(?:na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*)@.*|[^@]{65,}@.*|[^@]*@(?:(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local))[\x{0009}-\x{000d} ]*)\z', ''), '^[\x{0009}-\x{000d} ]*([A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(?:[.][A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59}))[\x{0009}-\x{000d} ]*\z', 1)], LAMBDA v : v <> '')[1] END);

-- cdp_name(x)
LIST_FILTER([CASE WHEN REGEXP_MATCHES(x, '^[A-Z][a-z]*(?: [A-Z][a-z]*)*\z') THEN REGEXP_REPLACE(x, '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z', '') WHEN REGEXP_MATCHES(x, '^[A-Za-z]+(?: [A-Za-z]+)*\z') THEN ARRAY_TO_STRING(LIST_TRANSFORM(STR_SPLIT(LOWER(REGEXP_REPLACE(x, '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z', '')), ' '), LAMBDA w : UPPER(LEFT(w, 1)) || SUBSTRING(w, 2)), ' ') ELSE ARRAY_TO_STRING(LIST_TRANSFORM(STR_SPLIT(REGEXP_REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(LOWER(REGEXP_REPLACE(TRIM(REGEXP_REPLACE(CASE WHEN STRLEN(x) = LENGTH(x) THEN x ELSE REGEXP_REPLACE(x, '[\x{00ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}]+', '', 'g') END, '[\x{0000}-\x{001f}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}|][ \x{0000}-\x{001f}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}|]*| [ \x{0000}-\x{001f}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}|]+', ' ', 'g')), '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z', '')), ' ', ' |'), '.', '.|'), '(', '(|'), '/', '/|'), '-', '-|'), '([''’])([a-z]{2})', '\1|\2', 'g'), '|'), LAMBDA w : UPPER(LEFT(w, 1)) || SUBSTRING(w, 2)), '') END], LAMBDA v : v <> '')[1];

-- cdp_name_key(x)
LIST_FILTER([CASE WHEN REGEXP_MATCHES(x, '^[A-Za-z]+(?: [A-Za-z]+)*\z') THEN REGEXP_REPLACE(REGEXP_REPLACE(LOWER(x), '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam) )+', ''), '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z', '') ELSE REGEXP_REPLACE(REGEXP_REPLACE(TRIM(REGEXP_REPLACE(CASE WHEN STRLEN(x) = LENGTH(x) THEN LOWER(x) ELSE TRANSLATE(REGEXP_REPLACE(LOWER(x), '[\x{0300}-\x{036f}\x{200c}\x{200d}\x{00ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}]+', '', 'g'), 'àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžṭḍṇṅṛṣṃḥḷ', 'aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzztdnnrsmhl') END, '[^\p{L}\p{M}\p{N} ][^\p{L}\p{M}\p{N}]*| [^\p{L}\p{M}\p{N}]+', ' ', 'g')), '^(?:(?:mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam) )+', ''), '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z', '') END], LAMBDA v : v <> '')[1];

-- cdp_timestamp(x)
CASE WHEN REGEXP_MATCHES(x, '^[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC)?)?\z') THEN TRY_CAST(x AS TIMESTAMP) WHEN REGEXP_MATCHES(x, '^[12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?[+-][01][0-9]:?[0-5][0-9]\z') THEN MAKE_TIMESTAMP(EPOCH_US(TRY_CAST(x AS TIMESTAMPTZ))) ELSE MAKE_TIMESTAMP(EPOCH_US(TRY_CAST(LIST_FILTER([REGEXP_EXTRACT(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(x, '^[\x{0009}-\x{000d} ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9][T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?) ?(?:Z|UTC)?[\x{0009}-\x{000d} ]*\z', '\1+00:00'), '^[\x{0009}-\x{000d} ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[\x{0009}-\x{000d} ]*\z', '\1 00:00:00+00:00'), '^[\x{0009}-\x{000d} ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?)[0-9]{0,3} ?([+-][01][0-9]):?([0-5][0-9])[\x{0009}-\x{000d} ]*\z', '\1 \2\3:\4'), '^[12][0-9]{3}-[01][0-9]-[0-3][0-9] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.0-9]*[+-][0-9]{2}:[0-9]{2}\z')], LAMBDA v : v <> '')[1] AS TIMESTAMPTZ))) END;

-- cdp_date(x)
CASE WHEN REGEXP_MATCHES(x, '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]\z') THEN TRY_CAST(x AS DATE) ELSE TRY_CAST(LIST_FILTER([REGEXP_EXTRACT(x, '^[\x{0009}-\x{000d} ]*([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})? ?(?:Z|UTC|[+-][01][0-9]:?[0-5][0-9])?)?[\x{0009}-\x{000d} ]*\z', 1)], LAMBDA v : v <> '')[1] AS DATE) END;

-- cdp_ist_date(ts)
CAST(ts + INTERVAL '330' MINUTE AS DATE);

-- cdp_ist_hour(ts)
CAST(EXTRACT(HOUR FROM ts + INTERVAL '330' MINUTE) AS INT);

-- cdp_epoch_ms(ts)
DATE_DIFF('MILLISECOND', CAST('1970-01-01 00:00:00' AS TIMESTAMP), ts);

-- cdp_next_instant(ts)
(ts + INTERVAL '1' MICROSECOND);

-- cdp_utc(ts)
MAKE_TIMESTAMP(EPOCH_US(ts));

-- cdp_same(a, b)
(a IS NOT DISTINCT FROM b);

-- cdp_bool(x)
CASE WHEN REGEXP_MATCHES(x, '(?i)^[\x{0009}-\x{000d} ]*(?:true|t|yes|y|on|1)[\x{0009}-\x{000d} ]*\z') THEN TRUE WHEN REGEXP_MATCHES(x, '(?i)^[\x{0009}-\x{000d} ]*(?:false|f|no|n|off|0)[\x{0009}-\x{000d} ]*\z') THEN FALSE END;

-- cdp_int(x)
CASE WHEN REGEXP_MATCHES(x, '^[\x{0009}-\x{000d} ]*[+-]?[0-9]{1,19}(?:[.]0*)?[\x{0009}-\x{000d} ]*\z') THEN TRY_CAST(x AS BIGINT) END;

-- cdp_decimal(x, 12, 2)
CASE WHEN REGEXP_MATCHES(x, '^[\x{0009}-\x{000d} ]*[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)[\x{0009}-\x{000d} ]*\z') THEN TRY_CAST(x AS DECIMAL(12, 2)) END;

-- cdp_hash(a)
CAST(CAST(MD5_NUMBER(COALESCE(CAST(a AS TEXT), CHR(30))) & 18446744073709551615 AS INT128) - 9223372036854775808 AS BIGINT);

-- cdp_hash(a, b, cdp_time(ts))
CAST(CAST(MD5_NUMBER(CONCAT_WS(CHR(31), COALESCE(CAST(a AS TEXT), CHR(30)), COALESCE(CAST(b AS TEXT), CHR(30)), COALESCE(CASE WHEN MICROSECOND(ts) % 1000000 = 0 THEN STRFTIME(ts, '%Y-%m-%dT%H:%M:%SZ') ELSE STRFTIME(ts, '%Y-%m-%dT%H:%M:%S.%fZ') END, CHR(30)))) & 18446744073709551615 AS INT128) - 9223372036854775808 AS BIGINT);

-- cdp_json('id', cdp_code(id), 'seconds', cdp_num(seconds))
CASE WHEN NOT id IS NULL THEN CONCAT('{"id":"', CAST(id AS TEXT), '"', CASE WHEN NOT seconds IS NULL THEN ',"seconds":' END, CAST(seconds AS TEXT), '}') ELSE CONCAT('{', LTRIM(CONCAT(CASE WHEN NOT seconds IS NULL THEN ',"seconds":' END, CAST(seconds AS TEXT)), ','), '}') END;

-- cdp_json('said', cdp_text(said), 'at', cdp_time(ts), 'on', cdp_day(day), 'ok', cdp_flag(ok), 'kind', 'call', 'version', 2)
CASE WHEN NOT said IS NULL THEN CONCAT('{"said":', TO_JSON(said), CASE WHEN NOT ts IS NULL THEN ',"at":"' END, CASE WHEN MICROSECOND(ts) % 1000000 = 0 THEN STRFTIME(ts, '%Y-%m-%dT%H:%M:%SZ') ELSE STRFTIME(ts, '%Y-%m-%dT%H:%M:%S.%fZ') END, CASE WHEN NOT ts IS NULL THEN '"' END, CASE WHEN NOT day IS NULL THEN ',"on":"' END, CAST(day AS TEXT), CASE WHEN NOT day IS NULL THEN '"' END, CASE WHEN NOT ok IS NULL THEN ',"ok":' END, CAST(ok AS TEXT), ',"kind":', '"call"', ',"version":', '2', '}') ELSE CONCAT('{', LTRIM(CONCAT(CASE WHEN NOT ts IS NULL THEN ',"at":"' END, CASE WHEN MICROSECOND(ts) % 1000000 = 0 THEN STRFTIME(ts, '%Y-%m-%dT%H:%M:%SZ') ELSE STRFTIME(ts, '%Y-%m-%dT%H:%M:%S.%fZ') END, CASE WHEN NOT ts IS NULL THEN '"' END, CASE WHEN NOT day IS NULL THEN ',"on":"' END, CAST(day AS TEXT), CASE WHEN NOT day IS NULL THEN '"' END, CASE WHEN NOT ok IS NULL THEN ',"ok":' END, CAST(ok AS TEXT), ',"kind":', '"call"', ',"version":', '2'), ','), '}') END;

-- cdp_list(x)
LIST_SORT(ARRAY_AGG(DISTINCT x) FILTER(WHERE NOT x IS NULL));

-- cdp_list(x) FILTER(WHERE n > 1)
LIST_SORT(ARRAY_AGG(DISTINCT CASE WHEN n > 1 THEN x END) FILTER(WHERE NOT CASE WHEN n > 1 THEN x END IS NULL));

-- cdp_latest(v, ts)
ARG_MAX(v, ts);

-- cdp_latest(v, ts, id)
ARG_MAX(v, CASE WHEN NOT ts IS NULL AND NOT id IS NULL THEN CREATE_SORT_KEY(ts, 'ASC NULLS LAST', id, 'ASC NULLS LAST') END);

-- cdp_earliest(v, ts, id)
ARG_MIN(v, CASE WHEN NOT ts IS NULL AND NOT id IS NULL THEN CREATE_SORT_KEY(ts, 'ASC NULLS LAST', id, 'ASC NULLS LAST') END);

-- cdp_property(x, 'status')
(x ->> '$.status');

