SELECT 'stage ' || hex(s.id) AS what
FROM approval_stages s
WHERE s.automatic AND (
        s.decision IS NOT 'Approve'
        OR NOT EXISTS (
            SELECT 1 FROM approval_stages e
            WHERE e.request_id = s.request_id AND e.position < s.position AND e.decision = 'Approve'
                AND COALESCE(e.decided_for, e.decided_by) = s.decided_by AND NOT e.automatic
        )
    )
