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
SELECT role, catalog_id
FROM role_assignments
WHERE (principal_kind = 'user' AND principal_id = $1)
    OR (principal_kind = 'group' AND principal_id IN (SELECT id FROM mine))
ORDER BY role, catalog_id
