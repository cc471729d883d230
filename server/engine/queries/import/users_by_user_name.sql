SELECT id, kind, user_name, display_name, mail, given_name, surname, job_title, department, cost_center,
    company, country, enabled, organization_id, external_id, manager_id
FROM users
WHERE user_name IN ($list)
