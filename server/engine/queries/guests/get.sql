-- A guest, and whether access or the wish for it keeps the account.
SELECT u.display_name, u.mail, u.kind, u.lifecycle, u.idle_since, u.remove_at, u.remind_at, u.blocked_at,
    EXISTS (SELECT 1 FROM assignments a WHERE a.subject_id = u.id AND a.state <> 'expired')
    OR EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
    OR EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id)
    OR EXISTS (
        WITH RECURSIVE mine (id) AS (
            SELECT r.object_id
            FROM role_holders h
            JOIN directory_roles r ON r.id = h.role_id AND r.kind = 'member'
            WHERE h.user_id = u.id
            UNION
            SELECT nesting.parent_id FROM group_nesting nesting JOIN mine ON mine.id = nesting.child_id
        )
        SELECT 1 FROM mine JOIN role_assignments g ON g.principal_id = mine.id
    ) AS needed
FROM users u
WHERE u.id = $1
