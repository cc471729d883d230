UPDATE users SET remind_at = NULL WHERE id = $1 AND remind_at IS NOT NULL
