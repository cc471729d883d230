WITH RECURSIVE mine (id) AS (
    SELECT role.object_id
    FROM role_holders holder
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    WHERE holder.user_id = $1
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN mine ON mine.id = nesting.child_id
)
SELECT a.role, c.id AS catalog_id, c.texts || c.display_name AS catalog, g.display_name AS through
FROM role_assignments a
LEFT JOIN catalogs c ON c.id = a.catalog_id
LEFT JOIN directory_objects g ON a.principal_kind = 'group' AND g.id = a.principal_id
WHERE (a.principal_kind = 'user' AND a.principal_id = $1)
    OR (a.principal_kind = 'group' AND a.principal_id IN (SELECT id FROM mine))
ORDER BY a.role, c.display_name, g.display_name
