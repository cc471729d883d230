-- As available.sql, for a person whom many policies let in: walks the packages by name and stops at
-- the end of the page, instead of collecting every package first.
WITH page AS (
    SELECT
        a.id, a.display_name, a.name_key, a.description, a.catalog_id, a.created_at, a.modified_at,
        c.display_name AS catalog_name, c.externally_visible
    FROM access_packages a
    -- SQLite keeps this order of the tables, and with it the order of the names.
    CROSS JOIN catalogs c
    WHERE c.id = a.catalog_id AND NOT a.hidden AND a.retires_at IS NULL AND c.state = 'published' AND (c.externally_visible OR NOT $6)
        AND (a.name_key, a.id) > ($7, $8)
        AND a.search_text LIKE $9 ESCAPE '\'
        AND a.search_text LIKE $10 ESCAPE '\'
        AND a.search_text LIKE $11 ESCAPE '\'
        AND (
            EXISTS (
                SELECT 1
                FROM policies p
                WHERE p.package_id = a.id AND p.deleted_at IS NULL AND p.enabled AND p.scope IN ($2, $3, $4, $5)
            )
            OR EXISTS (
                SELECT 1
                FROM policies p
                JOIN policy_targets t ON t.policy_id = p.id
                WHERE p.package_id = a.id AND p.deleted_at IS NULL AND p.enabled AND t.target_id IN ($list)
            )
        )
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
