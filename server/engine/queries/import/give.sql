INSERT INTO role_holders (role_id, user_id, origin, since) VALUES ($1, $2, 'native', $3) ON CONFLICT DO NOTHING
