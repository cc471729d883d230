SELECT user_id, origin FROM role_holders WHERE role_id = $1
