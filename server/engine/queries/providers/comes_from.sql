SELECT o.id
FROM users u
JOIN connected_organizations o ON o.id = u.organization_id AND o.provider_id = $2
WHERE u.id = $1
