UPDATE guest_policies SET deleted_at = $3, modified_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL
