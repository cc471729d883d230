SELECT id, kind, group_kind, mastery, display_name, description, mail, url, external_id, created_at
FROM directory_objects
WHERE id = $1
