-- Which of these groups a catalog other than $1 can hand out membership in, as such or through a group inside them.
-- No $1: any catalog.
WITH RECURSIVE inside (id, within) AS (
    SELECT o.id, o.id
    FROM directory_objects o
    WHERE o.kind = 'group' AND o.id IN ($list)
    UNION
    SELECT inside.id, nesting.child_id
    FROM inside
    JOIN group_nesting nesting ON nesting.parent_id = inside.within
)
SELECT DISTINCT inside.id
FROM inside
JOIN catalog_resources r ON r.object_id = inside.within
WHERE r.catalog_id IS DISTINCT FROM $1
