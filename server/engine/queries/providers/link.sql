INSERT INTO user_identities (provider_id, subject, user_id, created_at, last_used_at)
VALUES ($1, $2, $3, $4, $4)
ON CONFLICT DO NOTHING
