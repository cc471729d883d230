SELECT m.role_id, o.display_name
FROM provider_memberships m
JOIN directory_roles r ON r.id = m.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE m.user_id = $1 AND m.provider_id = $2
