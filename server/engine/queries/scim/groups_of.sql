SELECT holder.user_id, role.object_id, g.display_name
FROM role_holders holder
JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
JOIN directory_objects g ON g.id = role.object_id AND g.kind = 'group'
WHERE holder.user_id IN ($list)
ORDER BY holder.user_id, g.display_name, g.id
