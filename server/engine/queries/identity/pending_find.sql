SELECT u.id, u.kind, u.user_name, u.display_name, u.mail, u.enabled, u.password_hash, p.method
FROM pending_sign_ins p
JOIN users u ON u.id = p.user_id
WHERE p.token_hash = $1 AND p.expires_at > $2
