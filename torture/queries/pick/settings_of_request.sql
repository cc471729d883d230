SELECT settings FROM requests WHERE id = $1
