SELECT 'person ' || hex(subject_id) || ' in package ' || hex(package_id) AS what
FROM requests
WHERE state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering') AND request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
GROUP BY package_id, subject_id
HAVING COUNT(*) > 1
