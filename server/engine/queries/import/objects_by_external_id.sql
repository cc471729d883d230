SELECT id, kind, display_name, description, group_kind, mastery, mail, url, external_id
FROM directory_objects
WHERE external_id IN ($list)
