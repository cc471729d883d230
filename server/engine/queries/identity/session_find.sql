-- A session with the person behind it, every group they are in (nested ones included, in one text), and
-- the roles they hold, directly or through groups: a row for each role, or one.
WITH RECURSIVE found AS (
    SELECT s.id, s.user_id, s.method, s.last_seen_at, s.expires_at,
        u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.language, u.enabled,
        o.id AS organization_id, o.state AS organization_state
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    LEFT JOIN connected_organizations o ON o.id = u.organization_id AND u.kind <> 'member'
    WHERE s.token_hash = $1
),
mine (id) AS (
    SELECT role.object_id
    FROM found
    JOIN role_holders holder ON holder.user_id = found.user_id
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    UNION
    SELECT nesting.parent_id
    FROM group_nesting nesting
    JOIN mine ON mine.id = nesting.child_id
),
principals (id) AS (
    SELECT user_id FROM found
    UNION ALL
    SELECT id FROM mine
),
-- CROSS keeps SQLite from walking all roles there are.
held AS (
    SELECT given.role, given.catalog_id
    FROM principals
    CROSS JOIN role_assignments given
    WHERE given.principal_id = principals.id
)
SELECT found.id, found.user_id, found.method, found.last_seen_at, found.expires_at,
    found.kind, found.user_name, found.display_name, found.mail, found.job_title, found.language, found.enabled,
    found.organization_id, found.organization_state,
    COALESCE((SELECT group_concat(hex(id)) FROM mine), '') AS group_ids,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM users report WHERE report.manager_id = found.user_id LIMIT 1) reports) > 0 AS manages,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM user_sponsors mine_of WHERE mine_of.sponsor_id = found.user_id LIMIT 1) guests) > 0 AS sponsors,
    held.role, held.catalog_id
FROM found
LEFT JOIN held ON TRUE
ORDER BY held.role, held.catalog_id
