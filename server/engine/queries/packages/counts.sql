SELECT
    (SELECT COUNT(*) FROM assignments a WHERE a.package_id = $1 AND a.state <> 'expired') AS holders,
    (SELECT COUNT(*) FROM requests r
        WHERE r.package_id = $1 AND r.state = 'pendingApproval'
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd')) AS waiting,
    (SELECT COUNT(*) FROM assignments a
        WHERE a.package_id = $1 AND a.state <> 'expired'
            AND a.state IN ('partiallyDelivered', 'deliveryFailed')) AS troubled
