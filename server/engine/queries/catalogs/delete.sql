UPDATE catalogs
SET deleted_at = $2, version = version + 1
WHERE id = $1 AND deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM access_packages p WHERE p.catalog_id = $1 AND p.deleted_at IS NULL)
