SELECT
    (SELECT COUNT(*) FROM assignments a WHERE a.package_id = $1 AND a.state <> 'expired'),
    (SELECT COUNT(*) FROM requests r
        WHERE r.package_id = $1
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd'))
