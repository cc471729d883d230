DELETE FROM role_assignments WHERE id = $1
