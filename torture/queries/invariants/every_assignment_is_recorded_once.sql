SELECT 'assignment ' || hex(a.id) AS what
FROM assignments a
WHERE (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = a.id AND l.action = 'assignment.create') <> 1
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = a.id AND l.action = 'assignment.end')
        <> (a.state = 'expired')
