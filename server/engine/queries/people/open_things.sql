SELECT
    (SELECT COUNT(*) FROM assignments a WHERE a.subject_id = $1 AND a.state <> 'expired') AS packages,
    (SELECT COUNT(*) FROM requests r WHERE r.subject_id = $1
        AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')) AS requests
