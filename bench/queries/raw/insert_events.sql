INSERT INTO request_events (id, request_id, at, kind, actor_id, note)
VALUES ($1, $4, $5, 'approved', $6, $7), ($2, $4, $5, 'delivering', $6, ''), ($3, $4, $5, 'delivered', NULL, '')
