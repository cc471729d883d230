-- Packages to administer, by words of their name, description and resources. As search_catalogs.
SELECT a.id, a.texts || a.display_name AS display_name, c.texts || c.display_name AS catalog
FROM access_packages a
JOIN catalogs c ON c.id = a.catalog_id
WHERE a.deleted_at IS NULL AND ($4 OR a.catalog_id IN ($list))
    AND a.search_text LIKE $1 ESCAPE '\' AND a.search_text LIKE $2 ESCAPE '\' AND a.search_text LIKE $3 ESCAPE '\'
ORDER BY a.name_key, a.id
LIMIT $5
