-- The last notices that were not sent because they had become pointless. $1 how many.
SELECT o.kind, o.payload, o.done_at, u.display_name
FROM outbox o
JOIN users u ON u.id = o.recipient_id
WHERE o.outcome = 'recalled' AND o.payload <> ''
ORDER BY o.done_at DESC, o.id DESC
LIMIT $1
