INSERT INTO directory_roles (id, object_id, kind, display_name, description, position)
SELECT $1, o.id, $3, 'Default Access', '', 0
FROM directory_objects o
WHERE o.id = $2
    AND NOT EXISTS (SELECT 1 FROM directory_roles d WHERE d.object_id = o.id AND d.kind IN ('defined', 'defaultAccess'))
ON CONFLICT DO NOTHING
