-- Packages that rule this one out, by name. $1 package; $2 the last one of the page before; $3 how many.
SELECT o.id, o.catalog_id, o.display_name, o.description, o.hidden, o.created_at, o.modified_at
FROM incompatible_packages i
JOIN access_packages o ON o.id = i.other_id
WHERE i.package_id = $1
    AND (o.name_key, o.id) > (COALESCE((SELECT x.name_key FROM access_packages x WHERE x.id = $2), ''), $2)
ORDER BY o.name_key, o.id
LIMIT $3
