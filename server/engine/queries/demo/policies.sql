SELECT id, settings FROM policies WHERE package_id = $1 ORDER BY id
