SELECT id, display_name, version FROM catalogs WHERE deleted_at IS NULL ORDER BY id
