{{ latest_version('product_opportunity', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'closed_at': 'timestamp',
  'expected_close_date': 'date'
}) }}
