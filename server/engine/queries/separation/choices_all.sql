-- Packages that could rule this one out, by name. $1 package; $2 search pattern; $3 how many.
SELECT p.id, p.texts || p.display_name AS name, p.catalog_id, c.texts || c.display_name AS catalog_name
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.deleted_at IS NULL AND p.id <> $1
    AND NOT EXISTS (SELECT 1 FROM incompatible_packages i WHERE i.package_id = $1 AND i.other_id = p.id)
    AND p.search_text LIKE $2 ESCAPE '\'
ORDER BY p.name_key, p.id
LIMIT $3
