{{ latest_version('scholarship_opportunity', {
  'created_at': 'timestamp',
  'updated_at': 'timestamp',
  'deleted_at': 'timestamp',
  'result_declared_at': 'timestamp',
  'exam_date': 'date'
}) }}
