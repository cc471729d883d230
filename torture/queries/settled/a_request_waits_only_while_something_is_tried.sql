SELECT 'request ' || hex(r.id) AS what
FROM requests r
WHERE r.state = 'delivering' AND NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.assignment_id = r.assignment_id AND d.state = 'retrying'
)
