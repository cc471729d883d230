-- Deputies are asked anew when a stage asks again: who is one may have changed. Those who have approved stay.
DELETE FROM stage_approvers
WHERE stage_id = $1 AND behalf_of IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM stage_approvals g WHERE g.stage_id = stage_approvers.stage_id AND g.approved_by = stage_approvers.principal_id
    )
