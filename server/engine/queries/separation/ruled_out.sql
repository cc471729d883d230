-- Packages that this one rules out: the other side. $1 package.
SELECT o.id, o.texts || o.display_name AS name, o.catalog_id, c.texts || c.display_name AS catalog_name
FROM incompatible_packages i
JOIN access_packages o ON o.id = i.package_id
JOIN catalogs c ON c.id = o.catalog_id
WHERE i.other_id = $1
ORDER BY o.name_key, o.id
LIMIT 1001
