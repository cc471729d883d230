INSERT INTO user_sponsors (user_id, sponsor_id) VALUES ($1, $2) ON CONFLICT (user_id, sponsor_id) DO NOTHING
