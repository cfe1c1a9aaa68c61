{{ latest_version('user', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp'
}) }}
