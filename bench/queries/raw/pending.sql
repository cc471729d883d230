-- Requests that wait for a decision, the most pressing first. Each has exactly one open stage, and
-- those are indexed.
SELECT r.id, r.request_type, r.state, r.status, r.justification, r.created_at
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
WHERE s.status = 'InProgress'
ORDER BY s.due_at
LIMIT $1
