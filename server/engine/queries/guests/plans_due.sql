SELECT user_id FROM guest_plans WHERE due_at <= $1 ORDER BY due_at LIMIT $2
