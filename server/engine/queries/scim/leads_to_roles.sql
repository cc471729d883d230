-- Roles in the portal that the members of a group hold by being in it, nested ones included.
WITH RECURSIVE outward (id) AS (
    SELECT id FROM directory_objects WHERE id = $1
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN outward ON outward.id = nesting.child_id
)
SELECT COUNT(*)
FROM outward
CROSS JOIN role_assignments a
WHERE a.principal_id = outward.id
