-- The roles of a person, directly and through groups, nested ones included.
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
SELECT a.id, a.role, a.catalog_id, c.texts || c.display_name AS catalog, a.principal_kind, a.principal_id, a.created_at
FROM principals
CROSS JOIN role_assignments a
LEFT JOIN catalogs c ON c.id = a.catalog_id
WHERE a.principal_id = principals.id
ORDER BY c.display_name IS NOT NULL, c.display_name, a.role, a.created_at, a.id
