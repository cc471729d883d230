SELECT sponsor_id FROM user_sponsors WHERE user_id = $1
