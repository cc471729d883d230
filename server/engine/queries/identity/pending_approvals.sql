WITH RECURSIVE in_groups (id) AS (
    SELECT r.object_id
    FROM role_holders h
    JOIN directory_roles r ON r.id = h.role_id
    WHERE h.user_id = $1 AND r.kind = 'member'
    UNION
    SELECT n.parent_id
    FROM group_nesting n
    JOIN in_groups g ON n.child_id = g.id
)
SELECT COUNT(DISTINCT s.request_id) AS count
FROM stage_approvers a
JOIN approval_stages s ON s.id = a.stage_id
JOIN requests q ON q.id = s.request_id
WHERE (
        (a.principal_kind = 'user' AND a.principal_id = $1)
        OR (a.principal_kind = 'group' AND a.principal_id IN (SELECT id FROM in_groups))
    )
    AND s.status = 'InProgress'
    AND q.state = 'pendingApproval'
    AND q.subject_id <> $1
    AND (q.requestor_id IS NULL OR q.requestor_id <> $1)
