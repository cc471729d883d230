SELECT id, display_name, description, enabled, created_at, version
FROM service_principals
WHERE id = $1
