UPDATE users SET remove_at = NULL, remind_at = NULL, version = version + 1
WHERE id = $1 AND remove_at IS NOT NULL AND removed_at IS NULL
