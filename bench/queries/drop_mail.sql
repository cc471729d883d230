UPDATE outbox SET due_at = NULL, done_at = $1, leased_until = 0, payload = '' WHERE due_at IS NOT NULL
