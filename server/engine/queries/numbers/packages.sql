SELECT p.id, p.texts || p.display_name AS display_name, p.deleted_at IS NULL AS there, p.catalog_id, c.texts || c.display_name AS catalog
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.id IN ($list)
