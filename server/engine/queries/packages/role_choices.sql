SELECT d.id, o.display_name AS object_name, o.kind AS object_kind, o.group_kind, o.mastery, d.kind,
    d.display_name AS role_name, d.description,
    EXISTS (SELECT 1 FROM directory_roles x WHERE x.object_id = o.id AND x.kind = 'defined') AS defines_roles
FROM catalog_resources c
JOIN directory_objects o ON o.id = c.object_id
JOIN directory_roles d ON d.object_id = o.id
WHERE c.catalog_id = $1
    AND NOT EXISTS (SELECT 1 FROM package_roles r WHERE r.package_id = $2 AND r.role_id = d.id)
    AND o.search_text LIKE $3 ESCAPE '\'
ORDER BY o.display_name, o.id, d.position, d.display_name
LIMIT $4
