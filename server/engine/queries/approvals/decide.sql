-- $7 what the approval took; $6 as whom the person was asked; somebody may have handed that over meanwhile, or the time of a deputy be over.
UPDATE approval_stages
SET status = 'Completed', decision = $2, decided_by = $3, decided_at = $4, justification = $5, remind_at = NULL, less = $7,
    decided_for = (SELECT a.behalf_of FROM stage_approvers a WHERE a.stage_id = $1 AND a.principal_id = $6)
WHERE id = $1 AND status = 'InProgress' AND due_at > $4
    AND EXISTS (
        SELECT 1 FROM stage_approvers a
        WHERE a.stage_id = $1 AND a.principal_id = $6 AND (a.until IS NULL OR a.until > $4)
    )
