UPDATE access_packages
SET display_name = $3, name_key = $4, description = $5, hidden = $6, modified_at = $7, texts = $8, version = version + 1
WHERE id = $1 AND version = $2 AND deleted_at IS NULL
