SELECT o.id, o.kind, o.group_kind, o.mastery, o.display_name, o.description
FROM directory_objects o
WHERE o.search_text LIKE $2 ESCAPE '\'
    AND ($3 = '' OR o.kind = $3)
    AND NOT EXISTS (SELECT 1 FROM catalog_resources r WHERE r.catalog_id = $1 AND r.object_id = o.id)
    AND EXISTS (
        SELECT 1
        FROM directory_roles d
        JOIN role_holders h ON h.role_id = d.id
        WHERE d.object_id = o.id AND d.kind = 'owner' AND h.user_id = $5
    )
ORDER BY o.display_name, o.id
LIMIT $4
