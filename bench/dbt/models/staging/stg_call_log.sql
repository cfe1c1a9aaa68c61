{{ latest_version('call_log', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'started_at': 'timestamp',
  'answered_at': 'timestamp',
  'ended_at': 'timestamp'
}) }}
