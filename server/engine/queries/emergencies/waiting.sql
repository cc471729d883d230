SELECT answered_at IS NULL AS waits FROM emergency_reviews WHERE request_id = $1
