-- The account is disabled; at $2 it is removed.
UPDATE guest_plans SET acted = true, remove_at = $2, due_at = $2 WHERE user_id = $1 AND acted = false
