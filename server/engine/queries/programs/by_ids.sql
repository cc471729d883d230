SELECT id, display_name, description, enabled
FROM service_principals
WHERE id IN ($list)
