SELECT c.id, c.attributes
FROM package_roles p
JOIN catalog_resources c ON c.id = p.resource_id
WHERE p.package_id = $1 AND c.attributes <> '[]'
ORDER BY c.id
