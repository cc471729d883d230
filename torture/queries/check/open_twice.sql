SELECT COUNT(*) FROM (
    SELECT 1 AS one
    FROM requests
    WHERE state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering') AND request_type = 'userAdd'
    GROUP BY package_id, subject_id
    HAVING COUNT(*) > 1
) twice
