INSERT INTO approval_stages (id, request_id, position, status, fallback) VALUES ($1, $2, $3, 'Initializing', FALSE)
