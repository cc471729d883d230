-- The directory objects whose roles a package gives, and whether they are resources of another
-- catalog. $1 package; $2 the other catalog.
SELECT DISTINCT o.id, o.display_name AS name, o.kind, o.group_kind, o.mastery,
    EXISTS (SELECT 1 FROM catalog_resources t WHERE t.object_id = o.id AND t.catalog_id = $2) AS there
FROM package_roles r
JOIN catalog_resources c ON c.id = r.resource_id
JOIN directory_objects o ON o.id = c.object_id
WHERE r.package_id = $1
ORDER BY 2, 1
