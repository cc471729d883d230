-- Which of the packages in the list a person has or waits for. $1 person.
SELECT s.package_id, s.state AS held, CAST(NULL AS TEXT) AS asked, s.id AS holding, s.policy_id, s.ends_at, s.delivered_at, a.retires_at, s.emergency
FROM assignments s
JOIN access_packages a ON a.id = s.package_id
WHERE s.subject_id = $1 AND s.state <> 'expired' AND s.package_id IN ($list)
UNION ALL
SELECT r.package_id, NULL, r.state, NULL, NULL, NULL, NULL, NULL, FALSE
FROM requests r
WHERE r.subject_id = $1 AND r.package_id IN ($list)
    AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
    -- Not the other way round: SQLite would look for each kind among everybody's requests rather than among the person's.
    AND r.request_type NOT IN ('userRemove', 'adminRemove', 'systemRemove')
