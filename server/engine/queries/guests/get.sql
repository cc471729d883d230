-- A guest, and whether access or the wish for it keeps the account.
SELECT u.display_name, u.mail, u.kind, u.lifecycle, u.idle_since, u.remove_at, u.remind_at, u.blocked_at,
    EXISTS (SELECT 1 FROM assignments a WHERE a.subject_id = u.id AND a.state <> 'expired')
    OR EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
    OR EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id) AS needed
FROM users u
WHERE u.id = $1
