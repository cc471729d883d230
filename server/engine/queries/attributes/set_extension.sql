INSERT INTO user_attributes (user_id, attribute, value) VALUES ($1, $2, $3)
ON CONFLICT (user_id, attribute) DO UPDATE SET value = excluded.value
