SELECT
    (SELECT COUNT(*) FROM package_roles WHERE role_id = $1) AS packages,
    (SELECT COUNT(*) FROM deliveries WHERE role_id = $1) AS deliveries
