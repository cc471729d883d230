-- What a package handed out is not the directory's word: it ends with the access.
SELECT DISTINCT d.object_id
FROM directory_roles d
JOIN role_holders h ON h.role_id = d.id
WHERE h.user_id = $1 AND h.origin = 'native' AND d.kind = 'owner' AND d.object_id IN ($list)
