SELECT r.id, o.display_name AS object_name, o.kind AS object_kind, o.group_kind, d.display_name AS role_name, r.added_at
FROM package_roles r
JOIN directory_roles d ON d.id = r.role_id
JOIN directory_objects o ON o.id = d.object_id
WHERE r.package_id = $1
ORDER BY o.display_name, o.id, d.position, d.display_name
