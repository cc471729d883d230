-- Policies with some text in their settings, in the catalogs of the list or in all. $1 text; $2 everywhere; $3 how many.
SELECT y.id, y.display_name, y.settings, y.version, p.id AS package_id, p.texts || p.display_name AS package, c.texts || c.display_name AS catalog
FROM policies y
JOIN access_packages p ON p.id = y.package_id
JOIN catalogs c ON c.id = p.catalog_id
WHERE y.deleted_at IS NULL AND p.deleted_at IS NULL AND y.settings LIKE $1 AND ($2 OR p.catalog_id IN ($list))
ORDER BY p.name_key, y.name_key, y.id
LIMIT $3
