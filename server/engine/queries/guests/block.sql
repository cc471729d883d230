UPDATE users SET enabled = false, blocked_at = $2, modified_at = $2, version = version + 1 WHERE id = $1 AND enabled
