SELECT u.id, u.kind, u.user_name, u.display_name, u.mail, u.enabled, u.password_hash
FROM password_resets r
JOIN users u ON u.id = r.user_id
WHERE r.token_hash = $1 AND r.expires_at > $2 AND u.enabled AND u.password_hash IS NOT NULL
