SELECT
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM access_packages p
        WHERE p.catalog_id = $1 AND p.deleted_at IS NULL LIMIT 1001) counted),
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM catalog_resources r
        WHERE r.catalog_id = $1 LIMIT 1001) counted)
