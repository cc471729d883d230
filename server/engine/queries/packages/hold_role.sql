SELECT r.id AS resource_id, o.kind AS object_kind, o.mastery, o.display_name AS object_name,
    d.kind AS role_kind, d.display_name AS role_name,
    EXISTS (SELECT 1 FROM directory_roles x WHERE x.object_id = o.id AND x.kind = 'defined') AS defines_roles
FROM directory_roles d
JOIN directory_objects o ON o.id = d.object_id
JOIN catalog_resources r ON r.object_id = o.id AND r.catalog_id = $1
WHERE d.id = $2
