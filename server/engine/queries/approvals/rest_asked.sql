-- Nobody can decide for now.
UPDATE stage_approvers SET open = FALSE WHERE stage_id = $1 AND open
