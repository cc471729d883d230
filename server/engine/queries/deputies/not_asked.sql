-- The deputy is not asked any more where the stage still waits.
DELETE FROM stage_approvers
WHERE principal_id = $2 AND behalf_of = $1
    AND stage_id IN (SELECT s.id FROM approval_stages s WHERE s.id = stage_id AND s.status = 'InProgress')
