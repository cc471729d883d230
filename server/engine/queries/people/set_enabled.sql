UPDATE users SET enabled = $3, blocked_at = NULL, modified_at = $4, version = version + 1
WHERE id = $1 AND version = $2 AND enabled <> $3 AND removed_at IS NULL
