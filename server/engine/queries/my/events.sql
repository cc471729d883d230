-- What happened to a request, in order.
SELECT e.at, e.kind, e.actor_id, e.note, u.display_name AS actor_name, b.display_name AS about_name
FROM request_events e
LEFT JOIN users u ON u.id = e.actor_id
LEFT JOIN users b ON b.id = e.about_id
WHERE e.request_id = $1
ORDER BY e.at, e.id
