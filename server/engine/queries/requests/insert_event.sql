INSERT INTO request_events (id, request_id, at, kind, actor_id, note) VALUES ($1, $2, $3, $4, $5, $6)
