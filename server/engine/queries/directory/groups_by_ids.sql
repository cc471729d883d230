SELECT id, display_name, mail
FROM directory_objects
WHERE kind = 'group' AND id IN ($list)
