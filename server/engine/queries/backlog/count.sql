-- How much work waits; each kind is counted to $1 at most.
SELECT
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM outbox WHERE due_at IS NOT NULL LIMIT $1) a) AS mails_waiting,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM outbox WHERE due_at IS NULL AND done_at IS NULL AND held_at IS NULL LIMIT $1) b) AS mails_given_up,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM deliveries WHERE next_try_at IS NOT NULL LIMIT $1) c) AS deliveries_waiting,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM deliveries WHERE state = 'failed' LIMIT $1) d) AS deliveries_failed
