DELETE FROM guest_plans WHERE user_id = $1
