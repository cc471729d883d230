UPDATE deliveries SET state = 'pending', attempts = 0, next_try_at = $2, last_error = '', changed_at = $2
WHERE assignment_id = $1 AND state = 'failed'
