-- Who reports to a person, by name, with how much they have and wait for. $1 person; $2 the last one of the page
-- before; $3 how many.
SELECT u.id, u.display_name AS name, u.mail, u.job_title, u.department, u.enabled,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM assignments a
        WHERE a.subject_id = u.id AND a.state <> 'expired' LIMIT 1001) counted) AS holds,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        LIMIT 1001) counted) AS waits,
    (SELECT MIN(CASE WHEN a.ends_at IS NULL OR a.scope_ends_at < a.ends_at THEN COALESCE(a.scope_ends_at, a.ends_at) ELSE a.ends_at END) FROM assignments a WHERE a.subject_id = u.id AND a.state <> 'expired') AS next_end
FROM users u
WHERE u.manager_id = $1
    AND (u.display_name, u.id) > (COALESCE((SELECT x.display_name FROM users x WHERE x.id = $2), ''), $2)
ORDER BY u.display_name, u.id
LIMIT $3
