SELECT 'package ' || hex(p.id) AS what
FROM access_packages p
WHERE p.deleted_at IS NOT NULL AND (
    EXISTS (SELECT 1 FROM assignments a WHERE a.package_id = p.id AND a.state <> 'expired')
    OR EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = p.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled')
    )
    OR EXISTS (SELECT 1 FROM policies o WHERE o.package_id = p.id AND o.deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM package_roles c WHERE c.package_id = p.id)
)
UNION ALL
SELECT 'policy ' || hex(o.id)
FROM policies o
WHERE o.deleted_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM assignments a WHERE a.policy_id = o.id AND a.state <> 'expired'
)
UNION ALL
SELECT 'catalog ' || hex(c.id)
FROM catalogs c
WHERE c.deleted_at IS NOT NULL AND (
    EXISTS (SELECT 1 FROM access_packages p WHERE p.catalog_id = c.id AND p.deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM role_assignments ra WHERE ra.catalog_id = c.id)
)
