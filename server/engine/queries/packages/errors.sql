-- Roles of a package that could not be given yet. $1 package; $2, $3, $4 the last role of the page before; $5 how many.
SELECT d.id, d.assignment_id, a.created_at, u.display_name AS person, u.mail AS person_mail,
    (SELECT q.id FROM requests q
        WHERE q.assignment_id = a.id AND q.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd') LIMIT 1) AS request_id,
    o.display_name || ': ' || r.display_name AS role, d.state, d.attempts, d.next_try_at, d.last_error
FROM assignments a
JOIN deliveries d ON d.assignment_id = a.id
JOIN directory_roles r ON r.id = d.role_id
JOIN directory_objects o ON o.id = r.object_id
JOIN users u ON u.id = a.subject_id
WHERE a.package_id = $1 AND a.state IN ('delivering', 'partiallyDelivered', 'deliveryFailed')
    AND d.state IN ('retrying', 'failed')
    AND ((a.created_at, a.id) < ($2, $3) OR (a.created_at, a.id) = ($2, $3) AND d.id > $4)
ORDER BY a.created_at DESC, a.id DESC, d.id
LIMIT $5
