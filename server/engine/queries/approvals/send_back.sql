-- The clock stands still until the question is answered. $3 as whom the person was asked.
UPDATE approval_stages
SET time_left = due_at - $2, escalation_left = escalate_at - $2, due_at = NULL, escalate_at = NULL, remind_at = NULL
WHERE id = $1 AND status = 'InProgress' AND due_at > $2
    AND EXISTS (
        SELECT 1 FROM stage_approvers a
        WHERE a.stage_id = $1 AND a.principal_id = $3 AND (a.until IS NULL OR a.until > $2)
    )
