-- Requests of a kind, newest first; an index of its own. $1, $2 where the page begins; $3 the earliest; $4 state; $5 type; $6 how many.
SELECT r.id, r.created_at, r.completed_at, r.request_type, r.state, r.status, r.emergency, r.justification,
    u.display_name AS subject, u.mail AS subject_mail, r.subject_id, r.requestor_id, q.display_name AS requestor,
    p.id AS package_id, p.texts || p.display_name AS package, p.deleted_at IS NULL AS there, c.texts || c.display_name AS catalog
FROM requests r
JOIN access_packages p ON p.id = r.package_id
JOIN catalogs c ON c.id = p.catalog_id
JOIN users u ON u.id = r.subject_id
LEFT JOIN users q ON q.id = r.requestor_id
WHERE r.request_type = $5 AND (r.created_at, r.id) < ($1, $2) AND r.created_at >= $3 AND ($4 = '' OR r.state = $4)
ORDER BY r.created_at DESC, r.id DESC
LIMIT $6
