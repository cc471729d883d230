SELECT manager_id FROM users WHERE id = $1
