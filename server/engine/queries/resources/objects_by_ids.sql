SELECT id, kind, group_kind, mastery, display_name, description
FROM directory_objects
WHERE id IN ($list)
ORDER BY display_name, id
