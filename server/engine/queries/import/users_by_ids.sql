SELECT id, display_name
FROM users
WHERE id IN ($list)
