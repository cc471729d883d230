INSERT INTO request_events (id, request_id, at, kind, actor_id, note, about_id) VALUES $rows
