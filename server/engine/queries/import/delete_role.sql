DELETE FROM directory_roles WHERE id = $1
