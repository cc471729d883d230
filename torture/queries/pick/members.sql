SELECT id, user_name, display_name, mail FROM users WHERE kind = 'member' AND removed_at IS NULL ORDER BY id
