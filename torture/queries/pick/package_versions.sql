SELECT id, display_name, version FROM access_packages WHERE deleted_at IS NULL ORDER BY id
