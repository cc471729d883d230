SELECT COUNT(*) FROM (SELECT 1 AS one FROM users WHERE organization_id = $1 AND kind <> 'member' LIMIT 1001) counted
