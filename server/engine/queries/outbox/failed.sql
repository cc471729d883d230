UPDATE outbox SET due_at = $2, leased_until = 0, last_error = $3 WHERE id = $1
