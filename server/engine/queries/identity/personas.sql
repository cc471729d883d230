SELECT user_name, display_name, job_title, department
FROM users
WHERE enabled AND user_name IN ($list)
