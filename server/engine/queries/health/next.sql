-- When the mail and the delivery that wait longest are due. What is urgent counts from when it was written.
SELECT
    (SELECT CASE WHEN due_at < created_at THEN created_at ELSE due_at END FROM outbox WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1) AS mail,
    (SELECT MIN(next_try_at) FROM deliveries WHERE next_try_at IS NOT NULL) AS delivery
