SELECT user_id FROM digests WHERE due_at <= $1 ORDER BY due_at LIMIT $2
