SELECT id, texts || display_name AS display_name FROM catalogs WHERE id IN ($list)
