-- One page of the packages that some policy opens to the person, by name, each with its policies.
-- $1 person; $2..$5 scopes that take the person without a list; $6 from outside; $7, $8 the last
-- package of the page before; $9..$11 search patterns; $12 how many; the list holds the person,
-- their groups and their organization.
WITH reachable (package_id) AS (
    SELECT p.package_id
    FROM policies p
    WHERE p.scope IN ($2, $3, $4, $5) AND p.enabled AND p.deleted_at IS NULL
    UNION
    SELECT p.package_id
    FROM policy_targets t
    JOIN policies p ON p.id = t.policy_id
    WHERE t.target_id IN ($list) AND p.enabled AND p.deleted_at IS NULL
),
page AS (
    SELECT
        a.id, a.display_name, a.name_key, a.description, a.catalog_id, a.created_at, a.modified_at,
        c.display_name AS catalog_name, c.externally_visible
    FROM reachable
    JOIN access_packages a ON a.id = reachable.package_id
    JOIN catalogs c ON c.id = a.catalog_id
    WHERE NOT a.hidden AND a.retires_at IS NULL AND c.state = 'published' AND (c.externally_visible OR NOT $6)
        AND (a.name_key, a.id) > ($7, $8)
        AND a.search_text LIKE $9 ESCAPE '\'
        AND a.search_text LIKE $10 ESCAPE '\'
        AND a.search_text LIKE $11 ESCAPE '\'
    ORDER BY a.name_key, a.id
    LIMIT $12
)
SELECT
    page.id, page.display_name, page.name_key, page.description, page.catalog_id, page.catalog_name,
    page.created_at, page.modified_at,
    page.externally_visible, p.id AS policy_id, p.settings,
    (SELECT s.state FROM assignments s
        WHERE s.package_id = page.id AND s.subject_id = $1 AND s.state <> 'expired') AS held,
    (SELECT r.state FROM requests r
        WHERE r.package_id = page.id AND r.subject_id = $1
        AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd')) AS asked
FROM page
JOIN policies p ON p.package_id = page.id AND p.deleted_at IS NULL
ORDER BY page.name_key, page.id, p.name_key
