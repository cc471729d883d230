SELECT id, display_name FROM access_packages WHERE deleted_at IS NULL ORDER BY id
