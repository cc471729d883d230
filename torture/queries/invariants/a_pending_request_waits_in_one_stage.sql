SELECT 'request ' || hex(r.id) || ' is ' || r.state AS what
FROM requests r
WHERE (r.state = 'pendingApproval') <> (
    SELECT COUNT(*) FROM approval_stages s WHERE s.request_id = r.id AND s.status = 'InProgress'
)
