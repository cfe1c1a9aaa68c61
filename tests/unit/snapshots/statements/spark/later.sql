-- table work.fresh_audience_fee_pending
SELECT
  `scoped`.`user_id`
FROM (
  SELECT
    u.user_id AS user_id
  FROM work.input_0_touched_audience_fee_pending AS u
  WHERE
    (
      u.user_id > 0 AND u.is_enrolled AND u.total_paid_fee < u.total_quoted_fee
    )
) AS scoped
WHERE
  `scoped`.`user_id` IN (
    SELECT
      touched.k
    FROM work.touched_audience_fee_pending AS touched
  );
