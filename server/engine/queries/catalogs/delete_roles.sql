DELETE FROM role_assignments WHERE catalog_id = $1
