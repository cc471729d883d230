INSERT INTO sessions (
    id, token_hash, user_id, method, user_agent, address, created_at, last_seen_at, expires_at, provider_id, id_token
) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)
