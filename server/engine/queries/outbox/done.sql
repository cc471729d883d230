UPDATE outbox SET due_at = NULL, done_at = $1, leased_until = 0, last_error = '', payload = '' WHERE id IN ($list)
