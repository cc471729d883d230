SELECT p.issuer, p.client_id, s.id_token
FROM sessions s
JOIN identity_providers p ON p.id = s.provider_id
WHERE s.id = $1 AND s.user_id = $2 AND s.id_token IS NOT NULL
