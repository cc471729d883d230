-- Is the group $2 in the group $1, directly or through others?
WITH RECURSIVE inside (id) AS (
    SELECT child_id FROM group_nesting WHERE parent_id = $1
    UNION
    SELECT nesting.child_id FROM group_nesting nesting JOIN inside ON inside.id = nesting.parent_id
)
SELECT COUNT(*) FROM inside WHERE id = $2
