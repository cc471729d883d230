-- How many open stages ask the person, by themselves or through a group, counted to 1,001 at most.
WITH RECURSIVE me (id) AS (
    SELECT $1
    UNION
    SELECT role.object_id
    FROM role_holders holder
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    WHERE holder.user_id = $1
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN me ON me.id = nesting.child_id
)
SELECT COUNT(*) AS count
FROM (
    SELECT 1 AS one
    FROM approval_stages s
    JOIN requests q ON q.id = s.request_id
    WHERE s.id IN (SELECT a.stage_id FROM stage_approvers a WHERE a.open AND a.principal_id IN (SELECT id FROM me))
        AND s.status = 'InProgress'
        AND q.state = 'pendingApproval'
        AND q.subject_id <> $1
        AND (q.requestor_id IS NULL OR q.requestor_id <> $1)
    LIMIT 1001
) counted
