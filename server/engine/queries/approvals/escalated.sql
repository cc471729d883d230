UPDATE approval_stages SET escalate_at = NULL WHERE id = $1 AND status = 'InProgress' AND escalate_at <= $2
