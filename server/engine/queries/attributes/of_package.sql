-- What the resources of a package require of people: a row for each resource that requires something.
SELECT DISTINCT o.id AS object_id, o.display_name, c.attributes
FROM package_roles p
JOIN catalog_resources c ON c.id = p.resource_id
JOIN directory_objects o ON o.id = c.object_id
WHERE p.package_id = $1 AND c.attributes <> '[]'
ORDER BY o.display_name, o.id
