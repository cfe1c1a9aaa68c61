{{ latest_version('call_disposition', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'follow_up_at': 'timestamp',
  'disposed_at': 'timestamp'
}) }}
