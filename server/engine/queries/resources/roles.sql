SELECT object_id, kind, display_name
FROM directory_roles
WHERE object_id IN ($list)
ORDER BY position, display_name
