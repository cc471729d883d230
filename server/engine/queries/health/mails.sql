-- Mail that was tried too often, the newest first. $1, $2 where the page begins; $3 how many.
SELECT id, payload, created_at, last_error
FROM outbox
WHERE due_at IS NULL AND done_at IS NULL AND (created_at, id) < ($1, $2)
ORDER BY created_at DESC, id DESC
LIMIT $3
