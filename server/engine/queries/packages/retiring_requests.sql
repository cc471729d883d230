-- Requests that can come to nothing, because the package is being retired. $1 how many.
SELECT r.id
FROM access_packages p
JOIN requests r ON r.package_id = p.id
WHERE p.retires_at IS NOT NULL AND p.archived_at IS NULL
    AND r.state IN ('submitted', 'pendingApproval', 'scheduled')
    AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd')
LIMIT $1
