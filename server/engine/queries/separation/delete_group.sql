DELETE FROM incompatible_groups WHERE package_id = $1 AND group_id = $2
