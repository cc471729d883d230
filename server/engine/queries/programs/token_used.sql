UPDATE api_tokens
SET last_used_at = $2, last_address = $3
WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)
