-- Something about a guest changed that may bring things in order: the plan is looked at now.
UPDATE guest_plans SET due_at = CASE WHEN due_at < $2 THEN due_at ELSE $2 END WHERE user_id = $1 AND acted = false
