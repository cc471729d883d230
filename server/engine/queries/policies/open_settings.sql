SELECT settings FROM policies WHERE id = $1 AND package_id = $2 AND deleted_at IS NULL
