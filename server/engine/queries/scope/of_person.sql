-- What of a person's access can be lost with the scope.
SELECT a.id
FROM assignments a
JOIN scope_watches w ON w.policy_id = a.policy_id
WHERE a.subject_id = $1 AND a.state <> 'expired'
