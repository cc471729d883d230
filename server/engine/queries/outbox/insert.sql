INSERT INTO outbox (id, kind, payload, created_at, due_at, recipient_id, about_id) VALUES $rows
