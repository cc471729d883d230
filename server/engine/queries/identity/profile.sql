SELECT u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.department, u.cost_center,
    u.company, u.country, u.password_hash IS NOT NULL AS has_password,
    f.confirmed_at IS NOT NULL AS has_second_factor,
    m.display_name AS manager, o.display_name AS organization
FROM users u
LEFT JOIN users m ON m.id = u.manager_id
LEFT JOIN connected_organizations o ON o.id = u.organization_id
LEFT JOIN second_factors f ON f.user_id = u.id
WHERE u.id = $1
