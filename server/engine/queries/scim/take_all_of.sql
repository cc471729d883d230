DELETE FROM role_holders WHERE user_id = $1 AND origin = 'native'
