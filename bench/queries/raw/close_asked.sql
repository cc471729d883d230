UPDATE stage_approvers SET open = FALSE WHERE stage_id = $1
