SELECT id, display_name FROM catalogs WHERE deleted_at IS NULL ORDER BY id
