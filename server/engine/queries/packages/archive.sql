UPDATE access_packages
SET archived_at = $2, modified_at = $2, version = version + 1
WHERE id = $1 AND deleted_at IS NULL AND retires_at <= $2 AND archived_at IS NULL
