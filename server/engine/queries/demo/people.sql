SELECT user_name AS name, id FROM users
