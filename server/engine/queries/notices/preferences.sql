SELECT u.mail, u.language, n.preferences, d.due_at AS digest_at
FROM users u
LEFT JOIN notice_preferences n ON n.user_id = u.id
LEFT JOIN digests d ON d.user_id = u.id
WHERE u.id = $1
