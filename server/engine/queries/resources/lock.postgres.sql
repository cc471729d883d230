-- Postgres lets a package take the resource meanwhile unless it is locked; SQLite has one writer.
SELECT o.id, o.kind, o.group_kind, o.mastery, o.display_name, o.description
FROM catalog_resources r
JOIN directory_objects o ON o.id = r.object_id
WHERE r.catalog_id = $1 AND r.id = $2
FOR UPDATE OF r
