UPDATE outbox SET due_at = NULL, done_at = $2, leased_until = 0, last_error = '', payload = '' WHERE id = $1
