SELECT id, display_name FROM catalogs WHERE id IN ($list)
