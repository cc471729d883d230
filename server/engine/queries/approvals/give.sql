-- One of several approvals. $2 whose voice; $3 who gives it; $4 the place it fills; $7 as whom the person was asked; $8 what it took.
INSERT INTO stage_approvals (stage_id, voice_id, approved_by, place_id, approved_at, justification, less)
SELECT s.id, $2, $3, $4, $5, $6, $8
FROM approval_stages s
WHERE s.id = $1 AND s.status = 'InProgress' AND s.due_at > $5
    AND EXISTS (
        SELECT 1 FROM stage_approvers a
        WHERE a.stage_id = $1 AND a.principal_id = $7 AND (a.until IS NULL OR a.until > $5)
    )
ON CONFLICT DO NOTHING
