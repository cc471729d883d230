SELECT
    (SELECT COUNT(*) FROM incompatible_packages WHERE package_id = $1),
    (SELECT COUNT(*) FROM incompatible_groups WHERE package_id = $1)
