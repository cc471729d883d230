SELECT attribute, previous, value FROM written_attributes WHERE user_id = $1
