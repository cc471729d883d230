SELECT o.display_name || ': ' || r.display_name AS role, d.state, d.attempts, d.next_try_at, d.last_error
FROM deliveries d
JOIN directory_roles r ON r.id = d.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE d.assignment_id = $1
ORDER BY o.display_name, r.position, r.id
