INSERT INTO approval_stages (id, request_id, position, status, opened_at, due_at, remind_at, fallback)
VALUES ($1, $3, 0, 'InProgress', $4, $5, $6, FALSE), ($2, $3, 1, 'Initializing', NULL, NULL, NULL, FALSE)
