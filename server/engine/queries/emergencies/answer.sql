UPDATE emergency_reviews SET answered_at = $2, answered_by = $3, justified = $4, comment = $5
WHERE request_id = $1 AND answered_at IS NULL
