SELECT user_id FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL
