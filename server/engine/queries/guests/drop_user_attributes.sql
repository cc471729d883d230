DELETE FROM user_attributes WHERE user_id = $1
