WITH RECURSIVE mine (id) AS (
    SELECT role.object_id
    FROM role_holders holder
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    WHERE holder.user_id = $1
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN mine ON mine.id = nesting.child_id
),
principals (id) AS (
    SELECT id FROM users WHERE id = $1
    UNION ALL
    SELECT id FROM mine
)
SELECT a.role, a.catalog_id
FROM principals
CROSS JOIN role_assignments a
WHERE a.principal_id = principals.id
ORDER BY a.role, a.catalog_id
