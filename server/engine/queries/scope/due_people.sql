SELECT user_id FROM scope_looks WHERE asked_at <= $1 ORDER BY asked_at LIMIT $2
