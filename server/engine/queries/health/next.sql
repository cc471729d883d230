-- When the mail and the delivery that wait longest are due.
SELECT
    (SELECT MIN(due_at) FROM outbox WHERE due_at IS NOT NULL) AS mail,
    (SELECT MIN(next_try_at) FROM deliveries WHERE next_try_at IS NOT NULL) AS delivery
