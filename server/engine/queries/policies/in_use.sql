SELECT
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM assignments a
        WHERE a.policy_id = $1 AND a.state <> 'expired' LIMIT 1001) counted) AS holders,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM requests r
        WHERE r.policy_id = $1
        AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd') LIMIT 1001) counted) AS waiting
