-- Asks the deputies of the people in the list, but for the parties of the request. $1 stage; $2 now; $3, $4 parties;
-- $5 asked as alternates.
INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, alternate, behalf_of, until, due_at, subject_id, requestor_id)
SELECT $1, 'user', d.deputy_id, $5, d.person_id, d.ends_at, s.due_at, r.subject_id, r.requestor_id
FROM deputies d
JOIN approval_stages s ON s.id = $1
JOIN requests r ON r.id = s.request_id
JOIN users u ON u.id = d.deputy_id
WHERE d.person_id IN ($list) AND d.starts_at <= $2 AND d.ends_at > $2 AND u.enabled AND d.deputy_id NOT IN ($3, $4)
ORDER BY d.person_id
ON CONFLICT DO NOTHING
RETURNING principal_id
