SELECT u.id, u.manager_id, u.display_name
FROM users u
WHERE u.manager_id IS NOT NULL AND u.enabled
ORDER BY u.id
