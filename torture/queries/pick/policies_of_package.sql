SELECT id, settings FROM policies WHERE package_id = $1 AND deleted_at IS NULL ORDER BY id
