INSERT INTO api_tokens (id, program_id, display_name, token_hash, scopes, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
