INSERT INTO provider_memberships (user_id, provider_id, role_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
