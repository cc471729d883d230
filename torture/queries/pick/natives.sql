SELECT role_id, user_id FROM role_holders WHERE origin = 'native' ORDER BY role_id, user_id
