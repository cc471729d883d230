SELECT r.id AS role_id, r.display_name AS role, r.kind AS role_kind, o.id AS object_id, o.display_name AS resource,
    o.kind, h.origin, h.since
FROM role_holders h
JOIN directory_roles r ON r.id = h.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE h.user_id = $1
ORDER BY o.display_name, r.position, r.id
LIMIT $2
