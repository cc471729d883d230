UPDATE users SET kind = 'guest', modified_at = $2, version = version + 1 WHERE id = $1 AND kind = 'visitor'
