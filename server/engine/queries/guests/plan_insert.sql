INSERT INTO guest_plans (user_id, policy_id, because, effect, noticed_at, acts_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (user_id) DO NOTHING
