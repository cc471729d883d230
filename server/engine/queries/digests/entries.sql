-- What waits for the digest of a person, the oldest first. $2 how many.
SELECT id, payload
FROM outbox
WHERE recipient_id = $1 AND held_at IS NOT NULL AND done_at IS NULL
ORDER BY id
LIMIT $2
