SELECT DISTINCT d.object_id
FROM directory_roles d
JOIN role_holders h ON h.role_id = d.id
WHERE h.user_id = $1 AND d.kind = 'owner' AND d.object_id IN ($list)
