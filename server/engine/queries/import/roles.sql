SELECT id, kind, display_name, description, position
FROM directory_roles
WHERE object_id = $1
ORDER BY position, id
