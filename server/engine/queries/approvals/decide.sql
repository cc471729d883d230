-- $6 as whom the person was asked; somebody may have handed that over meanwhile.
UPDATE approval_stages
SET status = 'Completed', decision = $2, decided_by = $3, decided_at = $4, justification = $5, remind_at = NULL
WHERE id = $1 AND status = 'InProgress' AND due_at > $4
    AND EXISTS (SELECT 1 FROM stage_approvers a WHERE a.stage_id = $1 AND a.principal_id = $6)
