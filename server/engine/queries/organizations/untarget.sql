DELETE FROM policy_targets WHERE target_id = $1
