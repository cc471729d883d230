UPDATE access_packages
SET catalog_id = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND deleted_at IS NULL
