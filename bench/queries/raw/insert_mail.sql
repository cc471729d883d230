INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES ($1, 'mail', $2, $3, $3)
