SELECT id, display_name, version, enabled FROM users ORDER BY id
