-- Which of these groups hold a role outside of catalog $1, themselves or through a group around them.
WITH RECURSIVE around (id, within) AS (
    SELECT o.id, o.id
    FROM directory_objects o
    WHERE o.kind = 'group' AND o.id IN ($list)
    UNION
    SELECT around.id, nesting.parent_id
    FROM around
    JOIN group_nesting nesting ON nesting.child_id = around.within
)
SELECT DISTINCT around.id
FROM around
CROSS JOIN role_assignments held
WHERE held.principal_id = around.within AND held.principal_kind = 'group' AND (held.catalog_id IS NULL OR held.catalog_id <> $1)
