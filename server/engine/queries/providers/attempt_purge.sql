DELETE FROM provider_attempts WHERE expires_at <= $1
