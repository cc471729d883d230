-- The person's open request for a package. $1 person, $2 package.
SELECT id
FROM requests
WHERE package_id = $2 AND subject_id = $1
    AND state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
    AND request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
