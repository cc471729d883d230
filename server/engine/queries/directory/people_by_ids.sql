SELECT id, kind, user_name, display_name, mail, job_title, department, enabled
FROM users
WHERE id IN ($list)
