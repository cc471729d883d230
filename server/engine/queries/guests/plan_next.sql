-- $2 when it was due, $3 when it is due next.
UPDATE guest_plans SET due_at = $3 WHERE user_id = $1 AND due_at = $2
