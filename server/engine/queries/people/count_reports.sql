SELECT COUNT(*) FROM users WHERE manager_id = $1
