SELECT COUNT(*)
FROM requests r
WHERE r.created_at >= $1 AND r.request_type = 'userAdd'
    AND NOT EXISTS (SELECT 1 FROM audit_records l WHERE l.target_id = r.id AND l.action = 'request.submit')
