UPDATE second_factors SET recovery_salt = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL
