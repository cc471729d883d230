-- The groups these people are directly in.
SELECT h.user_id, role.object_id
FROM role_holders h
JOIN directory_roles role ON role.id = h.role_id AND role.kind = 'member'
WHERE h.user_id IN ($list)
