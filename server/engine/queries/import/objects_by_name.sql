SELECT id, kind, display_name, description, group_kind, mastery, mail, url, external_id
FROM directory_objects
WHERE kind IN ('group', 'application', 'site') AND display_name IN ($list)
