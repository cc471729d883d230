-- Whom the stage asks, people in groups and in groups inside those included, but for the parties.
WITH RECURSIVE inside (id) AS (
    SELECT principal_id FROM stage_approvers WHERE stage_id = $1 AND principal_kind = 'group'
    UNION
    SELECT n.child_id FROM group_nesting n JOIN inside i ON n.parent_id = i.id
)
SELECT u.id, u.display_name
FROM users u
JOIN approval_stages s ON s.id = $1
JOIN requests r ON r.id = s.request_id
WHERE u.enabled AND u.id <> r.subject_id AND u.id IS NOT r.requestor_id
    AND (
        u.id IN (SELECT principal_id FROM stage_approvers WHERE stage_id = $1 AND principal_kind = 'user')
        OR u.id IN (
            SELECT h.user_id
            FROM role_holders h
            JOIN directory_roles dr ON dr.id = h.role_id AND dr.kind = 'member'
            JOIN inside i ON i.id = dr.object_id
        )
    )
ORDER BY u.id
