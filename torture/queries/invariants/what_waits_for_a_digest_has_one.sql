-- And nobody has a digest in prospect for which nothing waits.
SELECT 'notice ' || hex(o.id) AS what
FROM outbox o
WHERE o.held_at IS NOT NULL AND o.done_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM digests d WHERE d.user_id = o.recipient_id)
UNION ALL
SELECT 'digest of ' || hex(d.user_id)
FROM digests d
WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.recipient_id = d.user_id AND o.held_at IS NOT NULL AND o.done_at IS NULL)
