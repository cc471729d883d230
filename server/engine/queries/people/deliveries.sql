SELECT a.id AS assignment_id, a.state AS assignment_state, CASE WHEN a.ends_at IS NULL OR a.scope_ends_at < a.ends_at THEN COALESCE(a.scope_ends_at, a.ends_at) ELSE a.ends_at END AS ends_at, p.id AS package_id, p.texts || p.display_name AS package,
    r.id AS role_id, r.display_name AS role, o.id AS object_id, o.display_name AS resource, o.kind,
    d.state AS delivery_state
FROM assignments a
JOIN access_packages p ON p.id = a.package_id
LEFT JOIN deliveries d ON d.assignment_id = a.id AND d.state IN ('pending', 'granted', 'retrying', 'failed')
LEFT JOIN directory_roles r ON r.id = d.role_id
LEFT JOIN directory_objects o ON o.id = r.object_id
WHERE a.subject_id = $1 AND a.state <> 'expired'
ORDER BY p.display_name, a.id, o.display_name, r.position
LIMIT $2
