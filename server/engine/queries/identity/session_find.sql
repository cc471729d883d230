SELECT s.id, s.user_id, s.last_seen_at, s.expires_at,
    u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.enabled
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.token_hash = $1
