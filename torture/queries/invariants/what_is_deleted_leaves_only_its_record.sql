-- A request that was deleted is gone, and is recorded (REQ-09).
SELECT 'request ' || hex(r.id) AS what
FROM requests r
JOIN audit_records l ON l.target_id = r.id AND l.action = 'request.delete'
