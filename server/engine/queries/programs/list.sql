-- Programs by name, with their tokens that are good at $1.
SELECT p.id, p.display_name, p.description, p.enabled,
    (SELECT COUNT(*) FROM api_tokens t WHERE t.program_id = p.id AND t.expires_at > $1) AS tokens,
    (SELECT MAX(t.last_used_at) FROM api_tokens t WHERE t.program_id = p.id) AS last_used_at
FROM service_principals p
ORDER BY p.name_key, p.id
LIMIT $2
