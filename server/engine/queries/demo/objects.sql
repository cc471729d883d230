SELECT display_name AS name, id FROM directory_objects
