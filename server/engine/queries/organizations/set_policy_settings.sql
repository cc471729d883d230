UPDATE policies SET settings = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND version = $4 AND deleted_at IS NULL
