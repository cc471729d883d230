SELECT COUNT(*) FROM (SELECT 1 AS one FROM user_identities WHERE provider_id = $1 LIMIT 1001) known
