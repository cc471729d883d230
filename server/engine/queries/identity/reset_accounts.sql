SELECT id, kind, user_name, display_name, mail, enabled, password_hash IS NOT NULL AS has_password, language
FROM users
WHERE mail = $1 OR user_name = $1
ORDER BY created_at, id
LIMIT 20
