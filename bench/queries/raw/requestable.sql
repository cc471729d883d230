-- The first packages by name that everybody may request. CROSS keeps SQLite on the index by name.
SELECT p.id, p.display_name, p.description, p.hidden, p.created_at, p.modified_at, p.catalog_id
FROM access_packages p
CROSS JOIN catalogs c
WHERE c.id = p.catalog_id AND p.deleted_at IS NULL AND NOT p.hidden AND c.state = 'published'
    AND EXISTS (
        SELECT 1 FROM policies o
        WHERE o.package_id = p.id AND o.deleted_at IS NULL AND o.enabled
            AND o.scope IN ('allMemberUsers', 'allDirectoryUsers')
    )
ORDER BY p.name_key, p.id
LIMIT $1
