-- The clock runs again.
UPDATE approval_stages
SET due_at = $2 + time_left, escalate_at = $2 + escalation_left, remind_at = $2 + time_left / 2,
    time_left = NULL, escalation_left = NULL
WHERE id = $1 AND status = 'InProgress' AND time_left IS NOT NULL
