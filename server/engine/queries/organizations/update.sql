UPDATE connected_organizations
SET display_name = $3, name_key = $4, description = $5, state = $6, provider_id = $7, modified_at = $8, version = version + 1
WHERE id = $1 AND version = $2
