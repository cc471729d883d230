SELECT id, display_name FROM access_packages WHERE deleted_at IS NULL AND retires_at IS NOT NULL ORDER BY id
