SELECT id, display_name FROM users WHERE enabled ORDER BY id
