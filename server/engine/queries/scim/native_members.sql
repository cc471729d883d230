-- The members of a group who are in it without any package.
SELECT h.user_id
FROM directory_roles r
JOIN role_holders h ON h.role_id = r.id AND h.origin = 'native'
WHERE r.object_id = $1 AND r.kind = 'member'
