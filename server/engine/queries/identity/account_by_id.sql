SELECT id, kind, user_name, display_name, mail, enabled, password_hash
FROM users
WHERE id = $1
