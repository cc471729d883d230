UPDATE policies
SET display_name = $3, name_key = $4, description = $5, scope = $6, enabled = $7, settings = $8,
    modified_at = $9, version = version + 1
WHERE id = $1 AND version = $2 AND deleted_at IS NULL
