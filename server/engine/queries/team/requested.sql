-- What somebody waits for, newest first, with who asked. $1 person; $2 how many.
SELECT r.id, r.request_type, r.state, r.status, r.created_at, r.requestor_id, q.display_name AS requestor_name,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name
FROM requests r
JOIN access_packages a ON a.id = r.package_id
JOIN catalogs c ON c.id = a.catalog_id
LEFT JOIN users q ON q.id = r.requestor_id
WHERE r.subject_id = $1 AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
ORDER BY r.created_at DESC, r.id DESC
LIMIT $2
