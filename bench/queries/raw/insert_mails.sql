INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES ($1, 'mail', $2, $5, $5), ($3, 'mail', $4, $5, $5)
