SELECT COUNT(*)
FROM requests r
WHERE r.created_at >= $1
    AND (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = r.id AND l.action = 'approval.approve')
        <> (SELECT COUNT(*) FROM approval_stages s WHERE s.request_id = r.id AND s.decision = 'Approve' AND NOT s.automatic AND s.decided_at >= $1)
