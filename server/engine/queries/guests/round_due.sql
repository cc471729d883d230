SELECT after_id FROM guest_rounds WHERE look_at <= $1
