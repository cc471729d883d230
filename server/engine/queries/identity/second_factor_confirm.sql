UPDATE second_factors
SET confirmed_at = $2, last_step = $3, recovery_salt = $4
WHERE user_id = $1 AND confirmed_at IS NULL AND secret = $5
