SELECT c.role_id
FROM requests r
JOIN package_roles c ON c.package_id = r.package_id
WHERE r.id = $1
ORDER BY c.role_id
