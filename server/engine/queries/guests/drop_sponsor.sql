DELETE FROM user_sponsors WHERE user_id = $1 AND sponsor_id = $2
