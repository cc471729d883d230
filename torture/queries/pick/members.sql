SELECT id, user_name, display_name, mail FROM users WHERE kind = 'member' ORDER BY id
