UPDATE outbox SET due_at = $1, attempts = 0, leased_until = 0
WHERE due_at IS NULL AND done_at IS NULL AND held_at IS NULL
