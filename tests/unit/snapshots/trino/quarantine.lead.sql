SELECT
  v.row_key,
  v.rules,
  CONCAT(
    '{',
    CONCAT_WS(
      ',',
      (
        '"id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"created_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."created_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."created_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."created_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"updated_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."updated_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."updated_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."updated_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"deleted_at":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."deleted_at" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."deleted_at" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."deleted_at" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."name" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"primary_mobile_number":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."primary_mobile_number" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."primary_mobile_number" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."primary_mobile_number" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"email":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."email" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."email" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."email" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"student_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."student_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."student_id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."student_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"date_of_birth":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."date_of_birth" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."date_of_birth" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."date_of_birth" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"gender":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."gender" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."gender" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."gender" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"class_name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."class_name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."class_name" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."class_name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"stream":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."stream" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."stream" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."stream" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"board":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."board" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."board" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."board" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"school_name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."school_name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."school_name" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."school_name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"city":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."city" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."city" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."city" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"state":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."state" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."state" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."state" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"pincode":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."pincode" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."pincode" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."pincode" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"branch_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."branch_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."branch_id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."branch_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"branch_name":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."branch_name" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."branch_name" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."branch_name" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_source":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_source" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_source" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_source" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_sub_source":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_sub_source" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_sub_source" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_sub_source" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"utm_source":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."utm_source" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."utm_source" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."utm_source" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"utm_medium":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."utm_medium" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."utm_medium" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."utm_medium" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"utm_campaign":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."utm_campaign" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."utm_campaign" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."utm_campaign" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_stage":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_stage" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_stage" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_stage" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_status":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_status" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_status" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_status" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"lead_score":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."lead_score" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."lead_score" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."lead_score" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"owner_id":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."owner_id" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."owner_id" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."owner_id" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"academic_session":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."academic_session" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."academic_session" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."academic_session" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"target_exam_year":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."target_exam_year" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."target_exam_year" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."target_exam_year" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"preferred_language":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."preferred_language" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."preferred_language" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."preferred_language" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"whatsapp_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."whatsapp_opt_in" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."whatsapp_opt_in" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."whatsapp_opt_in" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"sms_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."sms_opt_in" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."sms_opt_in" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."sms_opt_in" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"email_opt_in":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."email_opt_in" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."email_opt_in" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."email_opt_in" AS VARCHAR)
          END,
          '"'
        )
      ),
      (
        '"dnd":' || CONCAT(
          '"',
          CASE
            WHEN REGEXP_LIKE(CAST(r."dnd" AS VARCHAR), '[\u0000-\u001f"\\]')
            THEN REGEXP_REPLACE(
              CAST(r."dnd" AS VARCHAR),
              '([\u0000-\u001f"\\])',
              m -> CASE CODEPOINT(CAST(m[1] AS VARCHAR(1)))
                WHEN 34
                THEN '\"'
                WHEN 92
                THEN '\\'
                WHEN 8
                THEN '\b'
                WHEN 12
                THEN '\f'
                WHEN 10
                THEN '\n'
                WHEN 13
                THEN '\r'
                WHEN 9
                THEN '\t'
                ELSE CONCAT('\u', LPAD(UPPER(TO_BASE(CODEPOINT(CAST(m[1] AS VARCHAR(1))), 16)), 4, '0'))
              END
            )
            ELSE CAST(r."dnd" AS VARCHAR)
          END,
          '"'
        )
      )
    ),
    '}'
  ) AS original,
  f.file_name,
  r._row + 1 AS row_in_file,
  f.first_seen_at AS quarantined_at,
  f.run_id,
  v.clears_at
FROM raw.lead AS r
JOIN work.lead_verdict AS v
  ON v._arrival = r._arrival
LEFT JOIN ops.source_file AS f
  ON f.table_name = 'lead' AND f.file_no = r._file
WHERE
  v.verdict = 'quarantined';
