SELECT o.kind AS object_kind, o.mastery, r.kind AS role_kind, o.display_name AS object_name
FROM directory_roles r
JOIN directory_objects o ON o.id = r.object_id
WHERE r.id = $1
