-- What people up to $1 hold or wait for.
SELECT subject_id, package_id FROM assignments WHERE subject_id <= $1 AND state <> 'expired'
UNION
SELECT subject_id, package_id FROM requests
WHERE subject_id <= $1 AND state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
