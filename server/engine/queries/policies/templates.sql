SELECT id, catalog_id, display_name, settings
FROM policy_templates
WHERE catalog_id = $1 OR catalog_id IS NULL
ORDER BY name_key, id
LIMIT $2
