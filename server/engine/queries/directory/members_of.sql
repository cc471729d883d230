-- The enabled members of groups, those of nested groups included; by name. $1 how many of each group at
-- most; the list holds the groups.
WITH RECURSIVE inside (root, id) AS (
    SELECT id, id FROM directory_objects WHERE id IN ($list) AND kind = 'group'
    UNION
    SELECT inside.root, nesting.child_id
    FROM inside
    JOIN group_nesting nesting ON nesting.parent_id = inside.id
),
members (root, user_id) AS (
    SELECT DISTINCT inside.root, holder.user_id
    FROM inside
    -- SQLite keeps the order of the tables where it says CROSS, and does not begin with all there is.
    CROSS JOIN directory_roles role
    JOIN role_holders holder ON holder.role_id = role.id
    WHERE role.object_id = inside.id AND role.kind = 'member'
),
numbered AS (
    SELECT members.root AS group_id,
        u.id, u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.department, u.enabled,
        ROW_NUMBER() OVER (PARTITION BY members.root ORDER BY u.display_name, u.id) AS place
    FROM members
    CROSS JOIN users u
    WHERE u.id = members.user_id AND u.enabled
)
SELECT group_id, id, kind, user_name, display_name, mail, job_title, department, enabled
FROM numbered
WHERE place <= $1
ORDER BY display_name, id
