SELECT r.id, o.display_name
FROM directory_objects o
JOIN directory_roles r ON r.object_id = o.id AND r.kind = 'member'
WHERE o.kind = 'group' AND o.display_name IN ($list)
