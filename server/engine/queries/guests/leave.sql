UPDATE users
SET idle_since = NULL, enabled = enabled AND NOT $2, blocked_at = CASE WHEN $2 AND enabled THEN $3 ELSE blocked_at END,
    remove_at = $4, remind_at = $5, modified_at = $3, version = version + 1
WHERE id = $1 AND idle_since IS NOT NULL
