SELECT c.id, c.texts || c.display_name AS display_name, c.texts || c.description AS description, c.state, c.externally_visible, c.catalog_type,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM access_packages p
        WHERE p.catalog_id = c.id AND p.deleted_at IS NULL LIMIT 1001) counted) AS packages,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM catalog_resources r
        WHERE r.catalog_id = c.id LIMIT 1001) counted) AS resources
FROM catalogs c
WHERE c.deleted_at IS NULL
    AND c.name_key > COALESCE((SELECT x.name_key FROM catalogs x WHERE x.id = $1), '')
    AND c.name_key LIKE $2 ESCAPE '\'
    AND (NOT $3 OR c.externally_visible)
    AND c.id IN ($list)
ORDER BY c.name_key
LIMIT $4
