UPDATE catalogs
SET display_name = $3, name_key = $4, description = $5, state = $6, externally_visible = $7,
    modified_at = $8, texts = $9, version = version + 1
WHERE id = $1 AND version = $2 AND deleted_at IS NULL
