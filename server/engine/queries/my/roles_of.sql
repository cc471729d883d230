-- What some packages give.
SELECT pr.package_id, pr.role_id, o.display_name AS resource, o.kind, r.display_name AS role
FROM package_roles pr
JOIN directory_roles r ON r.id = pr.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE pr.package_id IN ($list)
ORDER BY pr.package_id, o.display_name, r.position, r.id
