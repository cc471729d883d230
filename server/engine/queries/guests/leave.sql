UPDATE users
SET idle_since = NULL, remove_at = $2, remind_at = $3, modified_at = $4, version = version + 1
WHERE id = $1 AND idle_since IS NOT NULL
