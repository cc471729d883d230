SELECT id, package_id, version FROM policies WHERE deleted_at IS NULL ORDER BY id
