-- Which of these notices are about a stage that still waits for whom they are for, in their own right or as one of a
-- group; as approvals_pending, but also while a question waits for its answer. $1 now.
WITH RECURSIVE waiting (id, stage_id, person) AS (
    SELECT o.id, o.about_id, o.recipient_id
    FROM outbox o
    JOIN approval_stages s ON s.id = o.about_id AND s.status = 'InProgress' AND (s.due_at > $1 OR s.time_left IS NOT NULL)
    JOIN users u ON u.id = o.recipient_id AND u.enabled
    WHERE o.id IN ($list)
),
mine (person, principal) AS (
    SELECT DISTINCT waiting.person, role.object_id
    FROM waiting
    JOIN role_holders holder ON holder.user_id = waiting.person
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    UNION
    SELECT mine.person, nesting.parent_id
    FROM mine
    JOIN group_nesting nesting ON nesting.child_id = mine.principal
)
SELECT DISTINCT w.id
FROM waiting w
JOIN stage_approvers sa ON sa.stage_id = w.stage_id
WHERE (
        sa.principal_id = w.person
        OR sa.principal_id IN (SELECT mine.principal FROM mine WHERE mine.person = w.person)
    )
    AND (sa.until IS NULL OR sa.until > $1)
    -- Where several have to approve: neither who has, nor whose place is filled (BYD-14).
    AND NOT EXISTS (
        SELECT 1 FROM stage_approvals g
        WHERE g.stage_id = w.stage_id
            AND (w.person IN (g.approved_by, g.voice_id) OR g.voice_id = sa.behalf_of OR g.place_id IN (sa.principal_id, sa.place_id))
    )
