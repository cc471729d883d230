SELECT r.id, r.request_type, r.state, r.status, r.created_at, p.id AS package_id, p.texts || p.display_name AS package
FROM requests r
JOIN access_packages p ON p.id = r.package_id
WHERE r.subject_id = $1
ORDER BY r.created_at DESC, r.id DESC
LIMIT $2
