-- Access that outlives the retirement of its package, and archived packages that somebody has.
SELECT 'assignment ' || hex(a.id) AS what
FROM access_packages p
JOIN assignments a ON a.package_id = p.id AND a.state <> 'expired'
WHERE p.retires_at IS NOT NULL AND (a.ends_at IS NULL OR a.ends_at > p.retires_at OR p.archived_at IS NOT NULL)
UNION ALL
SELECT 'request ' || hex(r.id)
FROM access_packages p
JOIN requests r ON r.package_id = p.id AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
WHERE p.retires_at IS NOT NULL AND r.created_at > p.retiring_since
UNION ALL
SELECT 'role ' || hex(r.id) || ' of another catalog'
FROM package_roles r
JOIN access_packages p ON p.id = r.package_id
JOIN catalog_resources c ON c.id = r.resource_id
WHERE c.catalog_id <> p.catalog_id
