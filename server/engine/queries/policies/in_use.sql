SELECT
    (SELECT COUNT(*) FROM assignments a WHERE a.policy_id = $1 AND a.state <> 'expired') AS holders,
    (SELECT COUNT(*) FROM requests r
        WHERE r.policy_id = $1
        AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd')) AS waiting
