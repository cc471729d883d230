SELECT COUNT(*) FROM requests WHERE subject_id = $1 AND package_id = $2 AND state = 'pendingApproval'
