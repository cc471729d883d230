SELECT id, texts || display_name
FROM catalogs
WHERE deleted_at IS NULL AND id IN ($list)
ORDER BY name_key
LIMIT $1
