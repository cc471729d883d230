SELECT COUNT(*)
FROM assignments a
WHERE a.created_at >= $1
    AND NOT EXISTS (SELECT 1 FROM audit_records l WHERE l.target_id = a.id AND l.action = 'assignment.create')
