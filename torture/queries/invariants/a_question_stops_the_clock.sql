-- A stage without a date is one with a question, and its request says so.
SELECT 'stage ' || hex(s.id) || ' of a request that is ' || r.status AS what
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
WHERE (s.time_left IS NOT NULL) <> (s.status = 'InProgress' AND r.status = 'WaitingForRequestor')
    OR s.time_left IS NOT NULL AND (s.due_at IS NOT NULL OR s.escalate_at IS NOT NULL OR s.time_left <= 0)
    OR s.status = 'InProgress' AND (s.due_at IS NULL) <> (s.time_left IS NOT NULL)
