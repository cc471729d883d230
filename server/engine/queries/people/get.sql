SELECT u.kind, u.user_name, u.display_name, u.mail, u.given_name, u.surname, u.job_title, u.department,
    u.cost_center, u.company, u.country, u.enabled, u.manager_id, u.external_id, u.created_at, u.version,
    o.id AS organization_id, o.display_name AS organization,
    u.lifecycle, u.blocked_at, u.remove_at, u.removed_at,
    f.confirmed_at IS NOT NULL AS has_second_factor
FROM users u
LEFT JOIN connected_organizations o ON o.id = u.organization_id
LEFT JOIN second_factors f ON f.user_id = u.id
WHERE u.id = $1
