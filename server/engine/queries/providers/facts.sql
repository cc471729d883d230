SELECT user_name, display_name, mail, given_name, surname, job_title, department, cost_center, company, country
FROM users
WHERE id = $1
