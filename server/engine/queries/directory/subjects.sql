-- People with every group they are in, nested ones included: a row for each group, or one.
WITH RECURSIVE mine (user_id, id) AS (
    SELECT holder.user_id, role.object_id
    FROM role_holders holder
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    WHERE holder.user_id IN ($list)
    UNION
    SELECT mine.user_id, nesting.parent_id
    FROM group_nesting nesting
    JOIN mine ON mine.id = nesting.child_id
)
SELECT u.id, u.kind, u.enabled, u.display_name, u.mail, o.id AS organization_id, o.state AS organization_state, mine.id AS group_id
FROM users u
LEFT JOIN connected_organizations o ON o.id = u.organization_id AND u.kind <> 'member'
LEFT JOIN mine ON mine.user_id = u.id
WHERE u.id IN ($list)
