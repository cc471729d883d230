-- Guests without access whose accounts are to be looked at. Whoever waits for access, or has a role in the portal,
-- themselves or through a group, is still needed.
SELECT u.id FROM users u
WHERE u.idle_since <= $1 AND u.kind = 'guest'
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
    AND NOT EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id)
    AND NOT EXISTS (
        WITH RECURSIVE mine (id) AS (
            SELECT r.object_id
            FROM role_holders h
            JOIN directory_roles r ON r.id = h.role_id AND r.kind = 'member'
            WHERE h.user_id = u.id
            UNION
            SELECT nesting.parent_id FROM group_nesting nesting JOIN mine ON mine.id = nesting.child_id
        )
        SELECT 1 FROM mine JOIN role_assignments g ON g.principal_id = mine.id
    )
ORDER BY u.idle_since
LIMIT $2
