DELETE FROM user_sponsors WHERE user_id = $1 OR sponsor_id = $1
