DELETE FROM role_holders WHERE role_id = $1 AND user_id = $2 AND origin = 'delivered'
