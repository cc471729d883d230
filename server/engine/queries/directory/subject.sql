SELECT u.id, u.kind, u.enabled, o.id AS organization_id, o.state AS organization_state
FROM users u
LEFT JOIN connected_organizations o ON o.id = u.organization_id AND u.kind <> 'member'
WHERE u.id = $1
