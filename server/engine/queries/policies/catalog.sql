SELECT state = 'published' AS published, externally_visible
FROM catalogs
WHERE id = $1 AND deleted_at IS NULL
