UPDATE stage_approvers SET open = TRUE WHERE stage_id = $1
