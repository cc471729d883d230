DELETE FROM incompatible_groups WHERE package_id = $1
