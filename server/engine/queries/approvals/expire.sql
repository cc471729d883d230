UPDATE approval_stages SET status = 'Expired', remind_at = NULL WHERE id = $1 AND status = 'InProgress' AND due_at <= $2
