-- Mail that was tried too often, the newest first. $1, $2 where the page begins; $3 how many.
SELECT o.id, o.kind, o.payload, o.created_at, o.last_error, u.mail
FROM outbox o
LEFT JOIN users u ON u.id = o.recipient_id
WHERE o.due_at IS NULL AND o.done_at IS NULL AND o.held_at IS NULL AND (o.created_at, o.id) < ($1, $2)
ORDER BY o.created_at DESC, o.id DESC
LIMIT $3
