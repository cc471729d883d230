UPDATE deliveries SET state = $2, attempts = $3, next_try_at = $4, last_error = $5, changed_at = $6 WHERE id = $1
