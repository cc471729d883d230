UPDATE guest_policies SET position = $2, modified_at = $3 WHERE id = $1
