SELECT
  u.user_id
FROM gold.cdp_dim_user AS u
WHERE
  (
    u.lead_stage = 'Lost'
    AND NOT u.is_enrolled
    AND NOT u.is_dnd
    AND u.academic_session = CONCAT(
      COALESCE(
        CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) - 1 AS STRING),
        ''
      ),
      '-',
      COALESCE(
        SUBSTRING(
          CAST(EXTRACT(YEAR FROM CAST(CAST('2026-01-01 00:00:00.000000' AS TIMESTAMP_NTZ) + INTERVAL '330' MINUTE AS DATE) - INTERVAL '3' MONTH) AS STRING),
          3,
          2
        ),
        ''
      )
    )
  );
