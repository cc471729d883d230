SELECT id, display_name FROM directory_objects WHERE kind = 'group' ORDER BY id
