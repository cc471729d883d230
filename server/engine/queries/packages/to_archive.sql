-- Retired packages that nobody has or waits for any more. $1 now; $2 how many.
SELECT p.id
FROM access_packages p
WHERE p.retires_at <= $1 AND p.retires_at IS NOT NULL AND p.archived_at IS NULL AND p.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.package_id = p.id AND a.state <> 'expired')
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = p.id
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
LIMIT $2
