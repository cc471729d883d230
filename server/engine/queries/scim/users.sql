-- People as identity providers see them; $filter is a condition of theirs, and its parameters come after $1 and $2.
SELECT u.id, u.kind, u.user_name, u.display_name, u.mail, u.given_name, u.surname, u.job_title, u.department, u.cost_center,
    u.company, u.country, u.enabled, u.organization_id, u.external_id, u.manager_id,
    u.version, u.created_at, u.modified_at, told.attributes
FROM users u
LEFT JOIN scim_attributes told ON told.resource_id = u.id
WHERE u.kind <> 'visitor' AND u.removed_at IS NULL AND ($filter)
ORDER BY u.id
LIMIT $1 OFFSET $2
