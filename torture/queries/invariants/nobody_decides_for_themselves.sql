SELECT 'request ' || hex(r.id) AS what
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
WHERE s.decided_by IN (r.subject_id, r.requestor_id)
