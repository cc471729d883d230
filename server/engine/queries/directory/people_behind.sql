-- The enabled people behind users and groups, those of nested groups included; by name. $1 how many of
-- each group at most; the list holds users and groups.
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
    SELECT members.root, u.id, ROW_NUMBER() OVER (PARTITION BY members.root ORDER BY u.display_name, u.id) AS place
    FROM members
    CROSS JOIN users u
    WHERE u.id = members.user_id AND u.enabled
),
behind (principal_kind, principal_id, user_id) AS (
    SELECT 'group', root, id FROM numbered WHERE place <= $1
    UNION ALL
    SELECT 'user', id, id FROM users WHERE id IN ($list) AND enabled
)
SELECT behind.principal_kind, behind.principal_id,
    u.id, u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.department, u.enabled
FROM behind
CROSS JOIN users u
WHERE u.id = behind.user_id
ORDER BY u.display_name, u.id
