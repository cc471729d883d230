INSERT INTO request_events (id, request_id, at, kind, actor_id, note) VALUES ($1, $2, $3, 'submitted', $4, $5)
