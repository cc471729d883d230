DELETE FROM digests WHERE user_id = $1 AND due_at <= $2
