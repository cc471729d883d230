SELECT role.object_id, u.id
FROM directory_roles role
JOIN role_holders holder ON holder.role_id = role.id
JOIN users u ON u.id = holder.user_id
WHERE role.object_id IN ($list) AND role.kind = 'member' AND u.removed_at IS NULL
ORDER BY role.object_id, u.id
