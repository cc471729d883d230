SELECT s.id, s.method, s.user_agent, s.address, s.created_at, s.last_seen_at, s.expires_at, p.display_name AS provider
FROM sessions s
LEFT JOIN identity_providers p ON p.id = s.provider_id
WHERE s.user_id = $1 AND s.expires_at > $2 AND s.last_seen_at > $3
ORDER BY s.last_seen_at DESC, s.id DESC
LIMIT 50
