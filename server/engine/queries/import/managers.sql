SELECT id, manager_id
FROM users
WHERE manager_id IS NOT NULL
