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
  );
