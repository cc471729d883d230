SELECT DISTINCT attribute FROM attribute_holds WHERE user_id = $1
