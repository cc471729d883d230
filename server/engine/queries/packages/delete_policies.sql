UPDATE policies
SET enabled = FALSE, deleted_at = $2, modified_at = $2, version = version + 1
WHERE package_id = $1 AND deleted_at IS NULL
