-- What a look found: $2 the policy that decides, $3 when a sponsor has to confirm by it, $4 how often they were told of that.
INSERT INTO guest_watches (user_id, policy_id, confirm_at, told) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id) DO UPDATE SET policy_id = excluded.policy_id, confirm_at = excluded.confirm_at, told = excluded.told
