SELECT DISTINCT r.package_id
FROM catalog_resources c
JOIN package_roles r ON r.resource_id = c.id
WHERE c.object_id = $1
