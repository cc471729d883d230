SELECT DISTINCT o.display_name
FROM package_roles r
JOIN directory_roles d ON d.id = r.role_id
JOIN directory_objects o ON o.id = d.object_id
WHERE r.package_id = $1
ORDER BY o.display_name
