UPDATE guest_policies
SET display_name = $3, enabled = $4, rules = $5, confirms_since = $6, modified_at = $7, version = version + 1
WHERE id = $1 AND version = $2 AND deleted_at IS NULL
