-- The groups a person is in: a row for each group they are a member of, and one for each group within which such a
-- group lies.
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
SELECT nesting.parent_id AS id, outer_group.display_name AS name, nesting.child_id AS within
FROM mine
-- SQLite keeps this order of the tables, and does not begin with every group there is.
CROSS JOIN group_nesting nesting
JOIN directory_objects outer_group ON outer_group.id = nesting.parent_id
WHERE nesting.child_id = mine.id
UNION ALL
SELECT role.object_id, own.display_name, NULL
FROM role_holders holder
JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
JOIN directory_objects own ON own.id = role.object_id
WHERE holder.user_id = $1
