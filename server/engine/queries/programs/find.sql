SELECT id, display_name, description, enabled
FROM service_principals
WHERE enabled AND name_key LIKE $1 ESCAPE '\' AND name_key LIKE $2 ESCAPE '\' AND name_key LIKE $3 ESCAPE '\'
ORDER BY name_key, id
LIMIT $4
