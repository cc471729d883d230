SELECT package_id, display_name, description, settings, version
FROM policies
WHERE id = $1 AND deleted_at IS NULL
