-- Whom an address stands for that somebody has proved: a user name that looks like one is nobody's address.
SELECT id, kind, user_name, display_name, mail, enabled, password_hash
FROM users
WHERE mail = $1
ORDER BY created_at, id
LIMIT 20
