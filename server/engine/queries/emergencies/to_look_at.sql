-- Emergencies that nobody has looked at yet, oldest first, for those who would have decided and for those who run the
-- package; never one's own. $1 person; $2 runs everything; $3 how many; the list holds the person, their groups, and the
-- catalogs that they run.
SELECT v.request_id, v.opened_at, r.justification, u.display_name AS subject_name, u.mail AS subject_mail, u.department,
    p.id AS package_id, p.texts || p.display_name AS package_name, p.catalog_id, c.texts || c.display_name AS catalog_name,
    s.state AS access_state, s.ends_at, s.ended_at
FROM emergency_reviews v
JOIN requests r ON r.id = v.request_id
JOIN users u ON u.id = v.subject_id
JOIN access_packages p ON p.id = v.package_id
JOIN catalogs c ON c.id = p.catalog_id
LEFT JOIN assignments s ON s.id = r.assignment_id
WHERE v.answered_at IS NULL AND v.subject_id <> $1
    AND (
        $2 OR p.catalog_id IN ($list)
        OR EXISTS (SELECT 1 FROM emergency_reviewers w WHERE w.request_id = v.request_id AND w.principal_id IN ($list))
    )
ORDER BY v.opened_at, v.request_id
LIMIT $3
