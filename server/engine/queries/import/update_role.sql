UPDATE directory_roles SET description = $2, position = $3 WHERE id = $1
