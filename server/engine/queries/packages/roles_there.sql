-- The roles of a package whose objects are resources of another catalog. $1 package; $2 that catalog.
SELECT r.role_id
FROM package_roles r
JOIN catalog_resources c ON c.id = r.resource_id
JOIN catalog_resources t ON t.object_id = c.object_id AND t.catalog_id = $2
WHERE r.package_id = $1
ORDER BY r.id
