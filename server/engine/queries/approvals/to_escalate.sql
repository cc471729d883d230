SELECT id FROM approval_stages WHERE status = 'InProgress' AND escalate_at <= $1 ORDER BY escalate_at LIMIT $2
