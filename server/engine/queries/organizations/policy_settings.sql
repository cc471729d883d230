SELECT settings, version FROM policies WHERE id = $1
