DELETE FROM guest_watches WHERE user_id = $1
