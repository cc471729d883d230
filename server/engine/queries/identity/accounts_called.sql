-- Who has this as an address or as a user name: nobody else gets it.
SELECT id, kind, user_name, display_name, mail, enabled, password_hash
FROM users
WHERE mail = $1 OR user_name = $1
ORDER BY created_at, id
LIMIT 20
