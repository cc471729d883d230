SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND due_at IS NULL AND attempts < 8 AND held_at IS NULL
