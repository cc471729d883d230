SELECT d.subject_id, d.role_id, p.texts || p.display_name
FROM directory_roles r
JOIN deliveries d ON d.role_id = r.id AND d.state = 'granted'
JOIN assignments a ON a.id = d.assignment_id AND a.state <> 'expired'
JOIN access_packages p ON p.id = a.package_id
WHERE r.object_id = $1 AND d.subject_id IN ($list)
ORDER BY p.display_name
