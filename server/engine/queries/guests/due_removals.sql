-- Guests without access whose accounts are to be removed. Whoever waits for access, or has a role in the portal
-- itself, is still needed.
SELECT u.id FROM users u
WHERE u.remove_at <= $1
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
    AND NOT EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id)
ORDER BY u.remove_at
LIMIT $2
