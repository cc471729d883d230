-- Roles that could not be given, the latest first. $1, $2 where the page begins; $3 how many.
SELECT d.id, d.assignment_id, d.changed_at, d.last_error, u.id AS user_id, u.display_name AS person,
    p.id AS package_id, p.texts || p.display_name AS package, o.display_name || ': ' || r.display_name AS role
FROM deliveries d
JOIN assignments a ON a.id = d.assignment_id
JOIN access_packages p ON p.id = a.package_id
JOIN users u ON u.id = d.subject_id
JOIN directory_roles r ON r.id = d.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE d.state = 'failed' AND (d.changed_at, d.id) < ($1, $2)
ORDER BY d.changed_at DESC, d.id DESC
LIMIT $3
