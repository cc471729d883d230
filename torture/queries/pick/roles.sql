SELECT r.id, o.display_name, r.display_name
FROM directory_roles r
JOIN directory_objects o ON o.id = r.object_id
ORDER BY r.id
