-- Requests that wait for an answer to an approver's question, in stages that ask the person, oldest first.
-- $1 person; $2, $3 the last one of the page before; $4 how many; the list holds the person and their groups.
SELECT
    s.id, s.opened_at AS sort_at, s.due_at,
    s.decision, s.status, r.request_type, r.status AS request_status, r.state AS request_state, r.id AS request_id, r.created_at, r.justification,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    u.display_name AS subject_name, u.mail AS subject_mail, u.department, co.display_name AS organization_name,
    d.display_name AS decider_name, (SELECT f.display_name FROM users f WHERE f.id = s.decided_for) AS decided_for_name, s.decided_by, s.decided_at,
    (SELECT COUNT(*) FROM approval_stages b WHERE b.request_id = r.id AND b.position < s.position) AS place,
    (SELECT COUNT(*) FROM approval_stages n WHERE n.request_id = r.id) AS stages
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
JOIN access_packages a ON a.id = r.package_id
JOIN catalogs c ON c.id = a.catalog_id
JOIN users u ON u.id = r.subject_id
LEFT JOIN connected_organizations co ON co.id = u.organization_id
LEFT JOIN users d ON d.id = s.decided_by
WHERE s.time_left IS NOT NULL
    AND EXISTS (SELECT 1 FROM stage_approvers sa WHERE sa.stage_id = s.id AND sa.principal_id IN ($list))
    AND s.status = 'InProgress' AND r.subject_id <> $1
    AND (r.requestor_id IS NULL OR r.requestor_id <> $1)
    AND (s.opened_at, s.id) > ($2, $3)
ORDER BY s.opened_at, s.id
LIMIT $4
