-- What assignments have given that end.
SELECT d.assignment_id, o.display_name || ': ' || r.display_name AS role_name, r.kind = 'member' AS is_membership, d.state
FROM deliveries d
JOIN directory_roles r ON r.id = d.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE d.assignment_id IN ($list)
ORDER BY d.id
