SELECT COUNT(*) FROM (SELECT 1 AS one FROM sessions WHERE provider_id = $1 LIMIT 1001) open
