SELECT id FROM approval_stages WHERE status = 'InProgress' AND due_at <= $1 ORDER BY due_at LIMIT $2
