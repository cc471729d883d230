INSERT INTO role_holders (role_id, user_id, origin, since)
VALUES ($1, $3, 'delivered', $4), ($2, $3, 'delivered', $4)
ON CONFLICT DO NOTHING
