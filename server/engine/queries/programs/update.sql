UPDATE service_principals
SET display_name = $3, name_key = $4, description = $5, modified_at = $6, version = version + 1
WHERE id = $1 AND version = $2
