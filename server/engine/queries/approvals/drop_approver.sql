DELETE FROM stage_approvers WHERE stage_id = $1 AND principal_id = $2
