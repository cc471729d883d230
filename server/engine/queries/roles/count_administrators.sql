WITH RECURSIVE inside (id) AS (
    SELECT principal_id
    FROM role_assignments
    WHERE catalog_id IS NULL AND role = 'identityGovernanceAdministrator' AND principal_kind = 'group'
    UNION
    SELECT nesting.child_id
    FROM group_nesting nesting
    JOIN inside ON inside.id = nesting.parent_id
)
SELECT COUNT(*)
FROM users
WHERE enabled AND id IN (
    SELECT principal_id
    FROM role_assignments
    WHERE catalog_id IS NULL AND role = 'identityGovernanceAdministrator' AND principal_kind = 'user'
    UNION
    SELECT holder.user_id
    FROM inside
    -- SQLite keeps this order of the tables, and does not begin with every role there is.
    CROSS JOIN directory_roles role
    JOIN role_holders holder ON holder.role_id = role.id
    WHERE role.object_id = inside.id AND role.kind = 'member'
)
