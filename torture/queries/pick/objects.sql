SELECT id, display_name FROM directory_objects ORDER BY id
