-- The policy lets everybody keep access, and everybody was looked at since.
DELETE FROM scope_watches WHERE policy_id = $1 AND after_id = $2 AND again = false
