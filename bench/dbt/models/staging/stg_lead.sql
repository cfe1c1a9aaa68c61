{{ latest_version('lead', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'date_of_birth': 'date'
}) }}
