UPDATE approval_stages SET status = 'Expired', remind_at = NULL, time_left = NULL WHERE request_id = $1 AND status IN ('Initializing', 'InProgress')
