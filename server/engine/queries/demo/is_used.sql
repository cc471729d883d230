SELECT COUNT(*) AS people FROM (SELECT 1 AS one FROM users LIMIT 1) found
