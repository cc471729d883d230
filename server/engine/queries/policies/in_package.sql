SELECT package_id, display_name, description, settings, version
FROM policies
WHERE package_id = $1 AND deleted_at IS NULL
ORDER BY name_key, id
