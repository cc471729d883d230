SELECT p.id, p.display_name, p.texts, p.catalog_id, c.display_name AS catalog_name, c.texts AS catalog_texts, c.externally_visible
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.id = $1 AND p.deleted_at IS NULL
