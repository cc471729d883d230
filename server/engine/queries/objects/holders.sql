SELECT u.id AS user_id, u.display_name, u.mail, u.enabled, r.id AS role_id, r.display_name AS role, h.origin, h.since
FROM directory_roles r
JOIN role_holders h ON h.role_id = r.id
JOIN users u ON u.id = h.user_id
WHERE r.object_id = $1
    AND (u.display_name, u.id, r.id) > ($2, $3, $4)
ORDER BY u.display_name, u.id, r.id
LIMIT $5
