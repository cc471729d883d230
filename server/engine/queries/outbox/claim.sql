UPDATE outbox SET leased_until = $2, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM outbox
    WHERE due_at <= $1 AND leased_until <= $1
    ORDER BY due_at
    LIMIT $3
)
RETURNING id, kind, payload, attempts, created_at, due_at, recipient_id
