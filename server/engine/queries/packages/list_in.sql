SELECT p.id, p.texts || p.display_name AS display_name, p.texts || p.description AS description, p.hidden, p.catalog_id, p.retires_at IS NOT NULL AS retiring, p.archived_at IS NOT NULL AS archived,
    c.texts || c.display_name AS catalog_name, c.state AS catalog_state,
    (SELECT COUNT(*) FROM package_roles r WHERE r.package_id = p.id) AS roles,
    (SELECT COUNT(*) FROM policies y WHERE y.package_id = p.id AND y.deleted_at IS NULL) AS policies,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM assignments a
        WHERE a.package_id = p.id AND a.state <> 'expired' LIMIT 1001) counted) AS holders,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM requests q
        WHERE q.package_id = p.id AND q.state = 'pendingApproval'
            AND q.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND q.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd') LIMIT 1001) counted) AS waiting
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.deleted_at IS NULL
    AND (p.name_key, p.id) > (COALESCE((SELECT x.name_key FROM access_packages x WHERE x.id = $1), ''), $1)
    AND p.search_text LIKE $2 ESCAPE '\'
    AND p.catalog_id IN ($list)
ORDER BY p.name_key, p.id
LIMIT $3
