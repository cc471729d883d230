DELETE FROM incompatible_packages WHERE package_id = $1 AND other_id = $2
