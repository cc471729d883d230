UPDATE access_packages
SET hidden = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND hidden <> $2 AND deleted_at IS NULL
