DELETE FROM policy_targets WHERE policy_id = $1
