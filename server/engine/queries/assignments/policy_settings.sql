SELECT settings FROM policies WHERE id = $1
