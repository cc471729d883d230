SELECT DISTINCT r.resource_id, p.id AS package_id, p.texts || p.display_name AS display_name, p.name_key
FROM package_roles r
JOIN access_packages p ON p.id = r.package_id
WHERE r.resource_id IN ($list) AND p.deleted_at IS NULL
ORDER BY p.name_key
