SELECT u.display_name FROM emergency_reviews v JOIN users u ON u.id = v.answered_by WHERE v.request_id = $1
