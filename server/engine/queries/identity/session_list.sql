SELECT id, method, user_agent, address, created_at, last_seen_at, expires_at
FROM sessions
WHERE user_id = $1 AND expires_at > $2 AND last_seen_at > $3
ORDER BY last_seen_at DESC, id DESC
LIMIT 50
