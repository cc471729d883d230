SELECT package_id, other_id FROM incompatible_packages ORDER BY package_id, other_id
