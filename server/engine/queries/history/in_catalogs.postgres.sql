-- As the SQLite text. Postgres reads all requests for each package there; LATERAL, which SQLite does not know, tells it not to.
SELECT r.id, r.created_at, r.completed_at, r.request_type, r.state, r.status, r.emergency, r.justification,
    u.display_name AS subject, u.mail AS subject_mail, r.subject_id, r.requestor_id, q.display_name AS requestor,
    p.id AS package_id, p.texts || p.display_name AS package, p.deleted_at IS NULL AS there, c.texts || c.display_name AS catalog
FROM access_packages p
CROSS JOIN LATERAL (
    SELECT * FROM requests x
    WHERE x.package_id = p.id AND (x.created_at, x.id) < ($1, $2) AND x.created_at >= $3
        AND ($4 = '' OR x.state = $4) AND ($5 = '' OR x.request_type = $5 OR $5 = 'emergency' AND x.emergency)
    ORDER BY x.created_at DESC, x.id DESC
    LIMIT $6
) r
JOIN catalogs c ON c.id = p.catalog_id
JOIN users u ON u.id = r.subject_id
LEFT JOIN users q ON q.id = r.requestor_id
WHERE p.catalog_id IN ($list)
ORDER BY r.created_at DESC, r.id DESC
LIMIT $6
