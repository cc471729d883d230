DELETE FROM role_assignments WHERE principal_kind = 'user' AND principal_id = $1
