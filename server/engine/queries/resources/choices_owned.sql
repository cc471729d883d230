SELECT o.id, o.kind, o.group_kind, o.mastery, o.display_name, o.description
FROM directory_objects o
WHERE o.search_text LIKE $2 ESCAPE '\'
    AND ($3 = '' OR o.kind = $3)
    AND NOT EXISTS (SELECT 1 FROM catalog_resources r WHERE r.catalog_id = $1 AND r.object_id = o.id)
    AND o.id IN (
        SELECT d.object_id
        FROM role_holders h
        JOIN directory_roles d ON d.id = h.role_id
        WHERE h.user_id = $5 AND h.origin = 'native' AND d.kind = 'owner'
    )
ORDER BY o.display_name, o.id
LIMIT $4
