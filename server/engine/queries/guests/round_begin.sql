UPDATE guest_rounds SET after_id = $2 WHERE look_at <= $1 AND after_id IS NULL
