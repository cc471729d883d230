-- The person's requests, newest first, with the stage that is being decided. $1 person; $2 open ones
-- only; $3, $4 the last one of the page before; $5 how many.
SELECT
    r.id, r.request_type, r.state, r.status, r.created_at, r.asked_start,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    s.due_at,
    (SELECT COUNT(*) FROM approval_stages b WHERE b.request_id = r.id AND b.position < s.position) AS place,
    (SELECT COUNT(*) FROM approval_stages n WHERE n.request_id = r.id) AS stages
FROM requests r
JOIN access_packages a ON a.id = r.package_id
JOIN catalogs c ON c.id = a.catalog_id
-- COALESCE hides the partial indexes over all that waits anywhere; the request's own stages are few.
LEFT JOIN approval_stages s ON s.request_id = r.id AND COALESCE(s.status, '') = 'InProgress'
WHERE r.subject_id = $1 AND (r.created_at, r.id) < ($3, $4)
    AND (NOT $2 OR r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering'))
ORDER BY r.created_at DESC, r.id DESC
LIMIT $5
