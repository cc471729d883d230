UPDATE users SET manager_id = $2, modified_at = $3, version = version + 1 WHERE id = $1
