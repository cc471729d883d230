SELECT COUNT(*) FROM (SELECT 1 AS one FROM identity_providers LIMIT $1) stored
