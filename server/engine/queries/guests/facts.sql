-- Guests with what rules look at, and what was started about them.
SELECT u.id, u.kind, u.enabled, u.display_name, u.mail, COALESCE(u.mail_domain, '') AS mail_domain, u.department, u.job_title, u.country, u.organization_id,
    u.created_at, u.signed_in_at, u.removed_at IS NOT NULL AS removed,
    EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id)
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
    ) AS has_role,
    w.policy_id AS watched_by, w.confirm_at, COALESCE(w.told, 0) AS told, w.confirmed_at, w.counts_from,
    p.policy_id, p.because, p.effect, p.noticed_at, p.acts_at, COALESCE(p.acted, false) AS acted, p.remove_at, p.due_at
FROM users u
LEFT JOIN guest_watches w ON w.user_id = u.id
LEFT JOIN guest_plans p ON p.user_id = u.id
WHERE u.id IN ($list)
