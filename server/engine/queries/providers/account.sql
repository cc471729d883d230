SELECT u.id, u.kind, u.user_name, u.display_name, u.mail, u.enabled, u.password_hash
FROM user_identities i
JOIN users u ON u.id = i.user_id
WHERE i.provider_id = $1 AND i.subject = $2
