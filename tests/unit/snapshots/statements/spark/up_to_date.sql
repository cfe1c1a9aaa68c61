-- question
SELECT
  source_name,
  table_name
FROM ops.source_table;

-- question
SELECT
  query
FROM ops.clock;
