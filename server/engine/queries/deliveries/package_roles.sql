SELECT role_id FROM package_roles WHERE package_id = $1 ORDER BY role_id
