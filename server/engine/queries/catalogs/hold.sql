SELECT id, display_name, description, texts, state, externally_visible, catalog_type, created_at, version
FROM catalogs
WHERE id = $1 AND deleted_at IS NULL
