DELETE FROM written_attributes WHERE user_id = $1 AND attribute = $2
