-- As available.sql, for a person whom many policies let in: walks the packages by name and stops at
-- the end of the page, instead of collecting every policy first. $8 how many rows.
SELECT
    a.id, a.texts || a.display_name AS display_name, a.name_key, a.texts || a.description AS description, a.catalog_id, a.created_at, a.modified_at,
    c.texts || c.display_name AS catalog_name, p.id AS policy_id, p.version AS policy_version
FROM access_packages a
-- SQLite keeps this order of the tables, and with it the order of the names.
CROSS JOIN catalogs c
CROSS JOIN policies p
WHERE c.id = a.catalog_id AND p.package_id = a.id AND p.enabled AND p.deleted_at IS NULL
    AND NOT a.hidden AND a.retires_at IS NULL AND c.state = 'published' AND (c.externally_visible OR NOT $5)
    AND (a.name_key, a.id) > ($6, $7)
    AND (
        p.scope IN ($1, $2, $3, $4)
        OR EXISTS (
            SELECT 1
            FROM policy_targets t
            WHERE t.policy_id = p.id AND t.target_id IN ($list)
        )
    )
ORDER BY a.name_key, a.id
LIMIT $8
