SELECT u.id, u.display_name, u.mail, u.kind, u.job_title, u.department, u.enabled, u.lifecycle, u.remove_at,
    u.removed_at IS NOT NULL AS removed, o.display_name AS organization,
    (SELECT COUNT(*) FROM assignments a WHERE a.subject_id = u.id AND a.state <> 'expired') AS packages
FROM users u
LEFT JOIN connected_organizations o ON o.id = u.organization_id
WHERE (u.display_name, u.id) > (COALESCE((SELECT x.display_name FROM users x WHERE x.id = $1), ''), $1)
    AND u.search_text LIKE $2 ESCAPE '\' AND u.search_text LIKE $3 ESCAPE '\' AND u.search_text LIKE $4 ESCAPE '\'
    AND ($5 = '' OR u.kind = $5)
    AND ($6 = '' OR (CASE WHEN u.enabled THEN 'enabled' ELSE 'disabled' END) = $6)
    AND ($7 = '' OR u.lifecycle = $7)
ORDER BY u.display_name, u.id
LIMIT $8
