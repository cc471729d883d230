SELECT
    (SELECT COUNT(*) FROM requests WHERE subject_id = $1 AND package_id = $2 AND created_at >= $3),
    (SELECT COUNT(*) FROM audit_records WHERE subject_id = $1 AND package_id = $2 AND action = 'request.submit' AND at >= $3)
