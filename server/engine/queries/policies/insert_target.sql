INSERT INTO policy_targets (policy_id, target_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
