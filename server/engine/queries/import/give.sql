-- What only a package gave so far stays when that ends.
INSERT INTO role_holders (role_id, user_id, origin, since) VALUES ($1, $2, 'native', $3)
ON CONFLICT (role_id, user_id) DO UPDATE SET origin = 'native' WHERE role_holders.origin = 'delivered'
