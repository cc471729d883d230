SELECT o.display_name AS object, r.display_name AS role, r.id
FROM directory_roles r
JOIN directory_objects o ON o.id = r.object_id
