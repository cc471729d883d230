SELECT COUNT(*) AS people FROM users
