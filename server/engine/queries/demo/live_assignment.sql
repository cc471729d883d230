SELECT id FROM assignments WHERE package_id = $1 AND subject_id = $2 AND state <> 'expired'
