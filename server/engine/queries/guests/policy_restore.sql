-- Back in the last place, switched off.
UPDATE guest_policies SET deleted_at = NULL, enabled = false, position = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND deleted_at IS NOT NULL
