UPDATE approval_stages SET status = 'InProgress', opened_at = $2, due_at = $3, remind_at = $4, escalate_at = $5, fallback = $6
WHERE id = $1 AND status = 'Initializing'
