-- Who asked the last question about a request.
SELECT actor_id FROM request_events WHERE request_id = $1 AND kind = 'sentBack' ORDER BY id DESC LIMIT 1
