INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES $rows
