DELETE FROM password_resets WHERE expires_at <= $1
