-- As available_by_name.sql, with search patterns in $8 to $10; $11 how many rows. A text of its own, because Postgres
-- takes patterns for rare and would sort all packages where none is asked for.
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
    AND a.search_text LIKE $8 ESCAPE '\'
    AND a.search_text LIKE $9 ESCAPE '\'
    AND a.search_text LIKE $10 ESCAPE '\'
    AND (
        p.scope IN ($1, $2, $3, $4)
        OR EXISTS (
            SELECT 1
            FROM policy_targets t
            WHERE t.policy_id = p.id AND t.target_id IN ($list)
        )
    )
ORDER BY a.name_key, a.id
LIMIT $11
