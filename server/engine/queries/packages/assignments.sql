SELECT a.id, a.state, a.starts_at, a.ends_at, a.ended_at, a.end_reason, a.scope_lost_at, a.scope_ends_at,
    s.display_name AS subject, s.user_name, s.mail, s.department, y.display_name AS policy,
    COALESCE((SELECT MIN(d.last_error) FROM deliveries d WHERE d.assignment_id = a.id AND d.last_error <> ''), '') AS problem,
    (SELECT COUNT(*) FROM deliveries d
        WHERE d.assignment_id = a.id AND d.state IN ('pending', 'granted', 'retrying', 'failed')) AS roles,
    s.kind AS subject_kind, s.lifecycle,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type = 'userAdd' AND r.requestor_id = a.subject_id
    ) AS asked
FROM assignments a
JOIN users s ON s.id = a.subject_id
JOIN policies y ON y.id = a.policy_id
WHERE a.package_id = $1
    AND (a.created_at, a.id) < (COALESCE((SELECT x.created_at FROM assignments x WHERE x.id = $2), 9223372036854775807), $2)
    AND ($3 = '' OR a.state = $3 OR ($3 = 'live' AND a.state <> 'expired')
        OR ($3 = 'leaving' AND a.state <> 'expired' AND a.scope_ends_at IS NOT NULL))
    AND s.search_text LIKE $4 ESCAPE '\'
ORDER BY a.created_at DESC, a.id DESC
LIMIT $5
