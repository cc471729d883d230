SELECT 'package ' || hex(p.id) AS what
FROM access_packages p
WHERE (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = p.id AND l.action = 'package.create') <> 1
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = p.id AND l.action = 'package.delete')
        <> (p.deleted_at IS NOT NULL)
UNION ALL
SELECT 'policy ' || hex(o.id)
FROM policies o
JOIN access_packages p ON p.id = o.package_id
WHERE (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = o.id AND l.action = 'policy.create') <> 1
    OR p.deleted_at IS NULL
    AND (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = o.id AND l.action = 'policy.delete')
        <> (o.deleted_at IS NOT NULL)
UNION ALL
SELECT 'catalog ' || hex(c.id)
FROM catalogs c
WHERE (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = c.id AND l.action = 'catalog.create')
        <> (c.catalog_type = 'userManaged')
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = c.id AND l.action = 'catalog.delete')
        <> (c.deleted_at IS NOT NULL)
