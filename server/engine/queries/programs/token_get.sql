SELECT id, display_name, scopes, created_at, expires_at, last_used_at, last_address
FROM api_tokens
WHERE id = $1 AND program_id = $2
