-- Postgres lets others delete the row meanwhile unless it is locked; SQLite has one writer.
SELECT id, display_name, description, texts, state, externally_visible, catalog_type, created_at, version
FROM catalogs
WHERE id = $1 AND deleted_at IS NULL
FOR SHARE
