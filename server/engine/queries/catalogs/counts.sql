SELECT
    (SELECT COUNT(*) FROM access_packages p WHERE p.catalog_id = $1 AND p.deleted_at IS NULL),
    (SELECT COUNT(*) FROM catalog_resources r WHERE r.catalog_id = $1)
