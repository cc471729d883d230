SELECT id, subject_id FROM assignments WHERE package_id = $1 AND state <> 'expired' ORDER BY created_at, id
