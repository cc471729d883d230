-- A guest's go with the account.
SELECT h.role_id, h.user_id
FROM role_holders h
JOIN users u ON u.id = h.user_id
WHERE h.origin = 'native' AND u.kind = 'member'
ORDER BY h.role_id, h.user_id
