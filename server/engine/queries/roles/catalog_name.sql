SELECT display_name FROM catalogs WHERE id = $1 AND deleted_at IS NULL
