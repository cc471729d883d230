UPDATE approval_stages SET remind_at = NULL WHERE id = $1 AND status = 'InProgress' AND remind_at <= $2
