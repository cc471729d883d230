UPDATE policies
SET enabled = $3, settings = $4, deleted_at = $5, modified_at = $5, version = version + 1
WHERE id = $1 AND version = $2 AND deleted_at IS NULL
