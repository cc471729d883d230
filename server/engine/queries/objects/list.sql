SELECT o.id, o.kind, o.group_kind, o.display_name, o.description,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM directory_roles r
        JOIN role_holders h ON h.role_id = r.id
        WHERE r.object_id = o.id LIMIT 1001) counted) AS holdings,
    (SELECT COUNT(DISTINCT package_id) FROM (SELECT g.package_id FROM directory_roles r
        JOIN package_roles g ON g.role_id = r.id
        JOIN access_packages p ON p.id = g.package_id AND p.deleted_at IS NULL
        WHERE r.object_id = o.id LIMIT 1001) counted) AS packages
FROM directory_objects o
WHERE o.kind = $1
    AND (o.display_name, o.id) > (COALESCE((SELECT x.display_name FROM directory_objects x WHERE x.id = $2), ''), $2)
    AND o.search_text LIKE $3 ESCAPE '\' AND o.search_text LIKE $4 ESCAPE '\' AND o.search_text LIKE $5 ESCAPE '\'
ORDER BY o.display_name, o.id
LIMIT $6
