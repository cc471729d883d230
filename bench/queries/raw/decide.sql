UPDATE approval_stages
SET status = 'Completed', decision = 'Approve', decided_by = $2, decided_at = $3, justification = $4, remind_at = NULL
WHERE id = $1 AND status = 'InProgress' AND due_at > $3
