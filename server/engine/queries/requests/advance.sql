UPDATE requests SET state = $3, status = $4, assignment_id = $5, completed_at = $6, version = version + 1
WHERE id = $1 AND version = $2
