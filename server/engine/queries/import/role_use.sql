SELECT
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM package_roles WHERE role_id = $1 LIMIT 1) a) AS packages,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM deliveries WHERE role_id = $1 LIMIT 1) b) AS deliveries
