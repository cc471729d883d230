SELECT id FROM users WHERE remind_at <= $1 ORDER BY remind_at LIMIT $2
