UPDATE users
SET enabled = FALSE, user_name = $2, external_id = NULL, password_hash = NULL, removed_at = $3, modified_at = $3, version = version + 1
WHERE id = $1 AND removed_at IS NULL
