SELECT p.id, p.texts || p.display_name AS display_name, c.texts || c.display_name AS catalog, r.display_name AS role
FROM directory_roles r
JOIN package_roles g ON g.role_id = r.id
JOIN access_packages p ON p.id = g.package_id AND p.deleted_at IS NULL
JOIN catalogs c ON c.id = p.catalog_id
WHERE r.object_id = $1
ORDER BY p.name_key, p.id, r.position
LIMIT $2
