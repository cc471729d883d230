SELECT id, display_name
FROM directory_objects
WHERE id IN ($list)
