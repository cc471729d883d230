-- As holders.sql, for an object that many hold: walks the people by name and stops at the end of the
-- page, instead of collecting every holder first.
SELECT u.id AS user_id, u.display_name, u.mail, u.enabled, r.id AS role_id, r.display_name AS role, h.origin, h.since
FROM users u
-- SQLite keeps this order of the tables, and with it the order of the names.
CROSS JOIN directory_roles r
CROSS JOIN role_holders h
WHERE r.object_id = $1 AND h.role_id = r.id AND h.user_id = u.id
    AND (u.display_name, u.id) >= ($2, $3)
    AND (u.display_name, u.id, r.id) > ($2, $3, $4)
ORDER BY u.display_name, u.id, r.id
LIMIT $5
