-- Which of these notices are about a request that is not over, and whether a question waits there for its answer.
SELECT o.id,
    (
        SELECT COUNT(*) FROM approval_stages s
        WHERE s.request_id = r.id AND s.status = 'InProgress' AND s.time_left IS NOT NULL
    ) > 0 AS question
FROM outbox o
JOIN requests r ON r.id = o.about_id
    AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
WHERE o.id IN ($list)
