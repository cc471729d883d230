-- As choices_all, in the catalogs of the list.
SELECT p.id, p.texts || p.display_name AS name, p.catalog_id, c.texts || c.display_name AS catalog_name
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.deleted_at IS NULL AND p.id <> $1
    AND NOT EXISTS (SELECT 1 FROM incompatible_packages i WHERE i.package_id = $1 AND i.other_id = p.id)
    AND p.search_text LIKE $2 ESCAPE '\'
    AND p.catalog_id IN ($list)
ORDER BY p.name_key, p.id
LIMIT $3
