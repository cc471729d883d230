SELECT id FROM users WHERE remind_at <= $1 AND kind = 'guest' ORDER BY remind_at LIMIT $2
