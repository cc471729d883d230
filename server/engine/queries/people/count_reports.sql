SELECT COUNT(*) FROM (SELECT 1 AS one FROM users WHERE manager_id = $1 LIMIT 1001) counted
