-- A request with stages has led to access only with every stage approved.
SELECT 'request ' || hex(r.id) AS what
FROM requests r
JOIN approval_stages s ON s.request_id = r.id
WHERE r.assignment_id IS NOT NULL AND s.decision IS NOT 'Approve'
    AND (r.request_type NOT IN ('userExtend', 'adminUpdate') OR r.state = 'delivered')
