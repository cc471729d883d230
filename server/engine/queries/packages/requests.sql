SELECT r.id, r.request_type, r.state, r.status, r.created_at, r.completed_at,
    r.subject_id, s.display_name AS subject, s.mail AS subject_mail, r.requestor_id, q.display_name AS requestor
FROM requests r
JOIN users s ON s.id = r.subject_id
LEFT JOIN users q ON q.id = r.requestor_id
WHERE r.package_id = $1
    AND (r.created_at, r.id) < (COALESCE((SELECT x.created_at FROM requests x WHERE x.id = $2), 9223372036854775807), $2)
    AND ($3 = '' OR r.state = $3
        OR ($3 = 'open' AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')))
    AND s.search_text LIKE $4 ESCAPE '\'
ORDER BY r.created_at DESC, r.id DESC
LIMIT $5
