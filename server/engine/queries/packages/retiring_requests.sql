-- Requests that can come to nothing, because the package is being retired. $1 how many.
SELECT r.id
FROM access_packages p
-- SQLite keeps this order of the tables: few packages are being retired, and many requests wait.
CROSS JOIN requests r
WHERE r.package_id = p.id AND p.retires_at IS NOT NULL AND p.archived_at IS NULL
    AND r.state IN ('submitted', 'pendingApproval', 'scheduled')
    AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    -- Who has the package may keep it to the end.
    AND r.request_type NOT IN ('userExtend', 'adminUpdate')
LIMIT $1
