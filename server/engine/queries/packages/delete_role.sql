DELETE FROM package_roles WHERE package_id = $1 AND id = $2
