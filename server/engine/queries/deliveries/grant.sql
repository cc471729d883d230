INSERT INTO role_holders (role_id, user_id, origin, since) VALUES $rows ON CONFLICT DO NOTHING
