-- They wait for a digest.
UPDATE outbox SET due_at = NULL, held_at = $1, leased_until = 0, last_error = '' WHERE id IN ($list)
