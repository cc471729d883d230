SELECT catalog_id FROM access_packages WHERE id = $1 AND deleted_at IS NULL
