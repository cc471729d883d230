-- Where the delivery of each role stands, for some assignments.
SELECT
    d.assignment_id, d.state, d.attempts, d.next_try_at, d.last_error,
    o.display_name AS resource, o.kind, r.display_name AS role
FROM deliveries d
JOIN directory_roles r ON r.id = d.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE d.assignment_id IN ($list)
ORDER BY d.assignment_id, o.display_name, r.position, r.id
