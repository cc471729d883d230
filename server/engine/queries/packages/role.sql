SELECT r.role_id, o.display_name AS object_name, d.display_name AS role_name
FROM package_roles r
JOIN directory_roles d ON d.id = r.role_id
JOIN directory_objects o ON o.id = d.object_id
WHERE r.package_id = $1 AND r.id = $2
