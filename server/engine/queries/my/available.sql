-- The packages that some policy opens to the person, by name: a row for each policy that does.
-- $1..$4 scopes that take the person without a list; $5 from outside; $6, $7 the last
-- package of the page before; $8..$10 search patterns; $11 how many rows; the list holds the person,
-- their groups and their organization.
SELECT
    a.id, a.texts || a.display_name AS display_name, a.name_key, a.texts || a.description AS description, a.catalog_id, a.created_at, a.modified_at,
    c.texts || c.display_name AS catalog_name, p.id AS policy_id, p.version AS policy_version
FROM (
    SELECT o.id
    FROM policies o
    WHERE o.scope IN ($1, $2, $3, $4) AND o.enabled AND o.deleted_at IS NULL
    UNION
    SELECT t.policy_id
    FROM policy_targets t
    WHERE t.target_id IN ($list)
) reachable
JOIN policies p ON p.id = reachable.id
JOIN access_packages a ON a.id = p.package_id
JOIN catalogs c ON c.id = a.catalog_id
WHERE p.enabled AND p.deleted_at IS NULL
    AND NOT a.hidden AND a.retires_at IS NULL AND c.state = 'published' AND (c.externally_visible OR NOT $5)
    AND (a.name_key, a.id) > ($6, $7)
    AND a.search_text LIKE $8 ESCAPE '\'
    AND a.search_text LIKE $9 ESCAPE '\'
    AND a.search_text LIKE $10 ESCAPE '\'
ORDER BY a.name_key, a.id
LIMIT $11
