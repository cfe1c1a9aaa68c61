SELECT
  crm.id AS agent_id,
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
                      WHEN NOT REGEXP_LIKE(crm.name, '[^\u0000-\u007f]')
                      THEN crm.name
                      ELSE REGEXP_REPLACE(crm.name, '[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+', '')
                    END,
                    '[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000|][ \u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000|]*| [ \u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000|]+',
                    ' '
                  )
                ),
                '(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)|unknown|anonymous|undefined|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z',
                ''
              )
            ),
            '([ .(/-])|([''’])([a-z]{2})',
            '$1$2|$3'
          ),
          '|'
        ),
        w -> CONCAT(UPPER(SUBSTR(w, 1, 1)), SUBSTR(w, 2))
      ),
      ''
    ),
    ''
  ) AS full_name,
  crm.name AS name_raw,
  NULLIF(LOWER(TRIM(crm.email)), '') AS email,
  crm.email AS email_raw,
  NULLIF(TRIM(crm.role), '') AS role,
  NULLIF(TRIM(crm.team), '') AS team,
  crm.branch_id,
  COALESCE(crm.is_active, TRUE) AND crm.deleted_at IS NULL AS is_active,
  crm.extra,
  NOT crm.deleted_at IS NULL AS is_deleted,
  crm.created_at,
  crm.updated_at,
  crm.deleted_at,
  crm._ingested_at AS ingested_at
FROM source."user" AS crm;
