SELECT r.id
FROM catalog_resources c
JOIN directory_roles r ON r.object_id = c.object_id
WHERE c.catalog_id = $1
ORDER BY r.id
