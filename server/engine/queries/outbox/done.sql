-- $2 what became of it.
UPDATE outbox SET due_at = NULL, done_at = $1, leased_until = 0, last_error = '', payload = '', outcome = $2 WHERE id IN ($list)
