SELECT id, display_name, description, settings FROM policies WHERE package_id = $1 AND deleted_at IS NULL ORDER BY name_key, id
