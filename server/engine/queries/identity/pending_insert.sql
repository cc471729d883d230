INSERT INTO pending_sign_ins (token_hash, user_id, method, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)
