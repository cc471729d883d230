SELECT id, kind, user_name, display_name, mail, job_title, department, enabled
FROM users
WHERE manager_id = $1
ORDER BY display_name, id
LIMIT $2
