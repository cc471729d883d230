SELECT id FROM approval_stages WHERE status = 'InProgress' AND remind_at <= $1 ORDER BY remind_at LIMIT $2
