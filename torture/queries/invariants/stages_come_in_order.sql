-- Before a stage that was opened all are approved; nothing is to come once a request is decided.
SELECT 'stage ' || hex(s.id) AS what
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
WHERE s.opened_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM approval_stages e
        WHERE e.request_id = s.request_id AND e.position < s.position AND e.decision IS NOT 'Approve'
    )
    OR s.status = 'Initializing' AND r.state <> 'pendingApproval'
    OR (s.status = 'Completed') <> (s.decision IS NOT NULL AND s.decided_by IS NOT NULL AND s.decided_at < s.due_at)
