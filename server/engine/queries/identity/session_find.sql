-- A session with the person behind it and the roles they hold, directly or through groups: a row for
-- each role, or one.
WITH RECURSIVE found AS (
    SELECT s.id, s.user_id, s.last_seen_at, s.expires_at,
        u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.enabled
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = $1
),
holders (id) AS (
    SELECT user_id FROM found
    UNION
    SELECT role.object_id
    FROM found
    JOIN role_holders holder ON holder.user_id = found.user_id
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN holders ON holders.id = nesting.child_id
)
SELECT found.id, found.user_id, found.last_seen_at, found.expires_at,
    found.kind, found.user_name, found.display_name, found.mail, found.job_title, found.enabled,
    held.role, held.catalog_id
FROM found
LEFT JOIN role_assignments held ON held.principal_id IN (SELECT id FROM holders)
ORDER BY held.role, held.catalog_id
