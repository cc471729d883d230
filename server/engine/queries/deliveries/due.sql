SELECT assignment_id FROM deliveries WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $2
