-- One of several approvals is taken back.
DELETE FROM stage_approvals WHERE stage_id = $1 AND approved_by = $2
