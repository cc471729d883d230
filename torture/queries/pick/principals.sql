SELECT 'user', id FROM users WHERE kind = 'member'
UNION ALL
SELECT 'group', id FROM directory_objects WHERE kind = 'group'
ORDER BY 1, 2
