SELECT r.id AS resource_id, r.added_at, r.attributes, r.version, o.id, o.kind, o.group_kind, o.mastery, o.display_name, o.description
FROM catalog_resources r
JOIN directory_objects o ON o.id = r.object_id
WHERE r.catalog_id = $1
    AND (o.display_name, o.id) > (COALESCE((SELECT x.display_name FROM directory_objects x WHERE x.id = $2), ''), $2)
ORDER BY o.display_name, o.id
LIMIT $3
