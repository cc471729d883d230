DELETE FROM provider_attempts
WHERE state_hash = $1 AND browser_hash = $2
RETURNING provider_id, nonce, verifier, return_to, expires_at
