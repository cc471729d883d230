-- As others.sql: packages that this one rules out.
SELECT o.id, o.catalog_id, o.display_name, o.description, o.hidden, o.created_at, o.modified_at
FROM incompatible_packages i
JOIN access_packages o ON o.id = i.package_id
WHERE i.other_id = $1
    AND (o.name_key, o.id) > (COALESCE((SELECT x.name_key FROM access_packages x WHERE x.id = $2), ''), $2)
ORDER BY o.name_key, o.id
LIMIT $3
