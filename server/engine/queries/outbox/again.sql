UPDATE outbox SET due_at = $2, attempts = 0, leased_until = 0
WHERE id = $1 AND due_at IS NULL AND done_at IS NULL AND held_at IS NULL
RETURNING kind, payload, recipient_id
