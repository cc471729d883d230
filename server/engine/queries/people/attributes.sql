SELECT attribute, value FROM user_attributes WHERE user_id = $1 ORDER BY attribute
