SELECT id, display_name, catalog_id FROM access_packages WHERE deleted_at IS NULL ORDER BY id
