WITH RECURSIVE inside (id) AS (
    SELECT id FROM directory_objects WHERE id = $1 AND kind = 'group'
    UNION
    SELECT nesting.child_id
    FROM group_nesting nesting
    JOIN inside ON inside.id = nesting.parent_id
)
SELECT id, kind, user_name, display_name, mail, job_title, department, enabled
FROM users
WHERE enabled AND id IN (
    SELECT holder.user_id
    FROM inside
    -- SQLite keeps this order of the tables, and does not begin with every role there is.
    CROSS JOIN directory_roles role
    JOIN role_holders holder ON holder.role_id = role.id
    WHERE role.object_id = inside.id AND role.kind = 'member'
)
ORDER BY display_name, id
LIMIT $2
