INSERT INTO provider_attempts (state_hash, browser_hash, provider_id, nonce, verifier, return_to, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
